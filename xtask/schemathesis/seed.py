"""Fills an empty school through the interface, so that generated requests meet rows, and writes down what there is to ask
for: one dictionary a kind of thing, in the form that schemathesis reads (a quoted text a line).

    python seed.py ADDRESS FOLDER        # MUSTER_KEY holds an admin's key
"""

import base64
import datetime
import io
import json
import os
import struct
import sys
import urllib.error
import urllib.request
import zipfile

ADDRESS, FOLDER = sys.argv[1:3]
KEY = os.environ["MUSTER_KEY"]
TODAY = datetime.date.today()


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


def call(method, path, body=None):
    """The answer's JSON. A school that can't be filled tests nothing, so every refusal ends this."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(ADDRESS + "/api/v1" + path, data=data, method=method)
    request.add_header("Authorization", "Bearer " + KEY)
    if data is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
    except urllib.error.HTTPError as refusal:
        sys.exit(f"{method} {path}: {refusal.code} {refusal.read().decode()}")
    return json.loads(text) if text else None


def templates(students):
    """A NumPy archive with a unit vector of 128 numbers for each of these students."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        for at, student in enumerate(students):
            vector = [1.0 if place == at else 0.0 for place in range(128)]
            header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 128), }"
            header += " " * (-(10 + len(header) + 1) % 64) + "\n"
            head = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode()
            members.writestr(student + ".npy", head + struct.pack("<128f", *vector))
    return base64.b64encode(archive.getvalue()).decode()


def people():
    for name, students in {"7b": ["ada", "bo", "cy", "dan"], "8a": ["eve", "fay"]}.items():
        call("PUT", f"/classes/{name}", {"name": f"Form {name}"})
        for student in students:
            call("PUT", f"/classes/{name}/students/{student}", {"first_name": student.title()})
    said = {
        "kind": "granted",
        "person": "Her mother",
        "relation": "parent",
        "text_version": "muster-1",
        "text_language": "en",
        "evidence": "Folder 7b",
    }
    call("POST", "/classes/7b/consents", {"said": said})
    call("POST", "/consent-texts", {"version": "2026-09", "language": "en", "body": "May we?"})
    call("POST", "/classes/7b/templates", {"file": templates(["ada", "bo"]), "model": "sface/5pt"})
    call("POST", "/users", {"login": "frizzle", "name": "Ms Frizzle", "role": "teacher", "classes": ["7b"]})
    call("POST", "/users", {"login": "head", "name": "Head", "role": "admin"})


def school_year():
    call("PUT", "/calendar", {
        "terms": [{"name": "Autumn", "first_day": day(-60), "last_day": day(60)}],
        "holidays": [{"name": "Founders' day", "first_day": day(9), "last_day": day(9)}],
    })
    slot = {
        "class": "7b",
        "label": "",
        "weekdays": [1, 2, 3, 4, 5, 6, 7],
        "first_day": day(-60),
        "last_day": day(60),
        "starts": "08:15",
        "ends": "09:00",
    }
    call("POST", "/timetable", slot)
    call("POST", "/timetable", {**slot, "class": "8a", "starts": "10:00", "ends": "10:45"})
    call("PUT", "/classes/7b/groups/lab", {"students": ["ada", "bo"]})
    call("POST", "/events", {
        "name": "Excursion", "date": day(5), "starts": "09:00", "ends": "15:00", "classes": ["7b"],
    })
    status = {"letter": "P", "name": "Here", "status": "present", "counts_as": "attended", "colour": "#1e7d34"}
    away = {**status, "letter": "A", "name": "Away", "status": "absent", "counts_as": "absent"}
    call("PUT", "/status-sets/ours", {"name": "Ours", "statuses": [status, away]})


def sessions():
    for offset in (-2, -1, 0):
        for student, mark in {"ada": "present", "bo": "late", "cy": "absent"}.items():
            call("POST", f"/classes/7b/sessions/{day(offset)}/marks", {"student": student, "status": mark})
    call("POST", f"/classes/7b/sessions/{day(-2)}/close")
    call("POST", f"/classes/7b/sessions/{day(-1)}/close")
    call("POST", "/leaves", {"student": "dan", "first_day": day(-1), "last_day": day(3), "note": "Flu"})
    call("POST", "/leaves", {"student": "eve", "first_day": day(2)})
    call("POST", "/leaves/1/files", {"name": "note.pdf", "file": "JVBERi0xLjcK"})


def connections():
    """To places that are not there: what is asked of them fails, and says so."""
    call("POST", "/notice-rules", {"name": "Office", "watches": "absence", "url": "https://office.invalid/hook"})
    call("PUT", "/classes/7b/moodle", {
        "site": "https://moodle.invalid", "course": 7, "attendance": 3, "token": "t",
    })
    call("POST", "/lti/platforms", {
        "issuer": "https://lms.invalid",
        "client_id": "c",
        "auth_url": "https://lms.invalid/auth",
        "token_url": "https://lms.invalid/token",
        "jwks_url": "https://lms.invalid/keys",
        "deployment_ids": ["1"],
    })


def write_dictionaries():
    things = {
        "classes": ["7b", "8a"],
        "students": ["ada", "bo", "cy", "dan", "eve", "fay"],
        "days": [day(offset) for offset in (-40, -2, -1, 0, 1, 9)] + ["-9999-01-01", "0000-01-01", "9999-12-31"],
        "users": ["frizzle", "head"],
        "ids": ["ours", "plain"],
        "reports": [
            "absences", "classes", "students", "teachers", "not_taken", "in_row", "chronic",
        ],
        "labels": [""],
        # What somebody wrote into a field that is a plain text to the description.
        "texts": ["7b", "ada", "bo", day(0), day(-1), "08:15", "10:00", "present", "late", "lab", "en", "ours", "P"],
    }
    for name, values in things.items():
        with open(os.path.join(FOLDER, name + ".dict"), "w", encoding="utf-8") as file:
            file.writelines(f'"{value}"\n' for value in values)


def write_own():
    """Who asks: the key, and a person, whose token this prints, since some routes are for people only."""
    password = "horse battery lamp"
    invited = call("POST", "/users", {"login": "tester", "name": "Tester", "role": "admin"})
    call("POST", "/invitation", {"token": invited["invitation"]["token"], "password": password})
    token = call("POST", "/sign-in", {"login": "tester", "password": password})["token"]
    key = next(key["id"] for key in call("GET", "/api-keys") if key["label"] == "schemathesis")
    with open(os.path.join(FOLDER, "own.json"), "w", encoding="utf-8") as file:
        json.dump({"key": key, "login": "tester"}, file)
    print(token)


people()
school_year()
sessions()
connections()
write_dictionaries()
write_own()
