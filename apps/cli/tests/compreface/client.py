"""CompreFace's own Python client against Muster: address, port, key, a portrait, another one, a class photo.

Run by apps/cli/tests/command_line/compreface.rs; prints one JSON object of what the client got.
"""

import json
import sys

from compreface import CompreFace
from compreface.collections import FaceCollection
from compreface.service import DetectionService, RecognitionService

address, port, key, portrait, other, photo = sys.argv[1:]
server = CompreFace(address, port, {"limit": 0, "det_prob_threshold": 0.5, "prediction_count": 1})
recognition: RecognitionService = server.init_face_recognition(key)
detection: DetectionService = server.init_face_detection(key)
faces: FaceCollection = recognition.get_face_collection()

added = faces.add(portrait, "Barack_Obama")
listed = faces.list()
recognised = recognition.recognize(other)
found = detection.detect(photo)
gone = faces.delete(added["image_id"])
after = faces.list()
print(
    json.dumps(
        {
            "added": added,
            "listed": listed,
            "recognised": recognised,
            "found": len(found["result"]),
            "gone": gone,
            "after": after,
        }
    )
)
