"""What OpenCV's cascade detector finds, for `muster-detect`'s own one to be compared with.

    python testdata/haar/reference.py [DEVELOPMENT_DATA]

writes beside itself
  * `tiny.xml`, a cascade of two stages made up here, and `tiny.json`, what OpenCV finds with it in a picture that
    both sides compute from a formula: single hits, groups, and searches limited in size;
  * `photos.json`, the boxes (x, y, width, height, number of hits) that OpenCV finds with its
    `haarcascade_frontalface_default.xml` in photos of the development data (by default the folder `shared/data`
    next to the repository), scale factor 1.1, 5 neighbours. Photos go by the first 16 digits of their files'
    SHA-256; nothing but numbers goes in. Skipped without the data.

Needs `opencv-python-headless` 4 (which brings the cascade) and NumPy.
"""

import hashlib
import json
import pathlib
import sys

import cv2
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
LFW_PHOTOS = 60

TINY = """<?xml version="1.0"?>
<!-- Made up for tests by reference.py: bright below dark, and darker in the middle than at both sides. -->
<opencv_storage>
<cascade type_id="opencv-cascade-classifier"><stageType>BOOST</stageType>
  <featureType>HAAR</featureType>
  <height>12</height>
  <width>14</width>
  <stageParams><maxWeakCount>2</maxWeakCount></stageParams>
  <featureParams><maxCatCount>0</maxCatCount></featureParams>
  <stageNum>2</stageNum>
  <stages>
    <_><maxWeakCount>1</maxWeakCount><stageThreshold>0.</stageThreshold>
      <weakClassifiers>
        <_><internalNodes>0 -1 0 5.5e-01</internalNodes><leafValues>-1. 1.</leafValues></_></weakClassifiers></_>
    <_><maxWeakCount>2</maxWeakCount><stageThreshold>2.0000000298023224e-01</stageThreshold>
      <weakClassifiers>
        <_><internalNodes>0 -1 1 1.0000000149011612e-01</internalNodes>
          <leafValues>-7.5e-01 8.0000001192092896e-01</leafValues></_>
        <_><internalNodes>0 -1 2 -2.9999999329447746e-02</internalNodes>
          <leafValues>5.0e-01 -6.2000000476837158e-01</leafValues></_></weakClassifiers></_></stages>
  <features>
    <_><rects><_>0 0 14 12 -1.</_><_>0 6 14 6 2.</_></rects></_>
    <_><rects><_>1 6 12 6 -1.</_><_>1 6 3 6 2.</_><_>10 6 3 6 2.</_></rects></_>
    <_><rects><_>2 1 9 4 -1.</_><_>5 1 3 4 3.</_></rects><tilted>0</tilted></_></features></cascade>
</opencv_storage>
"""


def picture(width, height):
    """Grey noise with a few figures that the tiny cascade looks for; the same formula is in the Rust test."""
    y, x = np.mgrid[0:height, 0:width].astype(np.uint32)
    noise = ((x * np.uint32(73856093)) ^ (y * np.uint32(19349663))) >> np.uint32(13) & np.uint32(63)
    grey = noise + 90
    for left, top, size in [(20, 15, 28), (80, 30, 44), (170, 20, 71), (60, 120, 110), (215, 150, 35)]:
        tall = size * 6 // 7
        inside = (x >= left) & (x < left + size) & (y >= top) & (y < top + tall)
        lower = y >= top + tall // 2
        middle = (x >= left + size * 3 // 10) & (x < left + size * 7 // 10)
        shade = np.where(lower, np.where(middle, 150, 215), np.where(middle, 30, 60)).astype(np.uint32)
        grey = np.where(inside, shade + noise // 4, grey)
    return grey.astype(np.uint8)


def boxes(classifier, grey, **parameters):
    found, hits = classifier.detectMultiScale2(grey, **parameters)
    rows = np.column_stack([np.asarray(found).reshape(-1, 4), np.asarray(hits).reshape(-1)])
    return sorted(rows.astype(int).tolist())


def tiny():
    (HERE / "tiny.xml").write_text(TINY)
    classifier = cv2.CascadeClassifier(str(HERE / "tiny.xml"))
    searches = [
        dict(size=(331, 257), scaleFactor=1.1, minNeighbors=3),
        dict(size=(331, 257), scaleFactor=1.3, minNeighbors=1),
        dict(size=(330, 240), scaleFactor=1.25, minNeighbors=0, minSize=(60, 60)),
        dict(size=(331, 257), scaleFactor=1.1, minNeighbors=2, minSize=(40, 40), maxSize=(80, 80)),
        dict(size=(331, 257), scaleFactor=1.2, minNeighbors=0, minSize=(71, 71), maxSize=(71, 71)),
        dict(size=(15, 12), scaleFactor=1.1, minNeighbors=0),
        dict(size=(97, 61), scaleFactor=1.05, minNeighbors=2),
    ]
    results = []
    for search in searches:
        parameters = dict(search)
        width, height = parameters.pop("size")
        least, most = parameters.get("minSize", (0, 0))[0], parameters.get("maxSize", (None, None))[0]
        results.append(
            {
                "width": width,
                "height": height,
                "scale_factor": parameters["scaleFactor"],
                "min_neighbors": parameters["minNeighbors"],
                "min_size": least,
                "max_size": most,
                "boxes": boxes(classifier, picture(width, height), **parameters),
            }
        )
    colours = np.random.default_rng(7).integers(0, 256, (40, 3), dtype=np.uint8)
    greys = cv2.cvtColor(colours[None], cv2.COLOR_RGB2GRAY)[0]
    write("tiny.json", {"searches": results, "greys": np.column_stack([colours, greys]).tolist()})


def photos(data):
    classifier = cv2.CascadeClassifier(cv2.data.haarcascades + "haarcascade_frontalface_default.xml")
    files = sorted((data / "classroom_friends" / "photos").iterdir())
    files += sorted((data / "lfw_view1" / "images").rglob("*.jpg"))[:LFW_PHOTOS]
    found = {}
    for file in files:
        grey = cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2GRAY)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:16]
        found[digest] = boxes(classifier, grey, scaleFactor=1.1, minNeighbors=5)
    write("photos.json", {"opencv": cv2.__version__, "photos": found})


def write(name, value):
    """JSON with a line for each entry of the second level, which keeps differences readable."""
    parts = []
    for key, entry in value.items():
        if isinstance(entry, dict):
            lines = ",\n  ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in entry.items())
            parts.append(f" {json.dumps(key)}: {{\n  {lines}\n }}")
        elif isinstance(entry, list):
            lines = ",\n  ".join(json.dumps(v) for v in entry)
            parts.append(f" {json.dumps(key)}: [\n  {lines}\n ]")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(entry)}")
    (HERE / name).write_text("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    cv2.setNumThreads(1)
    tiny()
    data = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[2] / "shared" / "data"
    if data.is_dir():
        photos(data)
    else:
        print(f"no development data at {data}: photos.json is left as it is")
