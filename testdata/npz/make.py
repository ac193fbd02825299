#!/usr/bin/env python3
"""Makes the .npz files beside this script with numpy, and reads ours with it.

    make.py              writes the fixtures (the same bytes each time, whatever the day)
    make.py check FILE   reads FILE with numpy.load (pickles refused) and prints key, dtype, shape and first row

Each good file holds the same four-dimensional vectors, scaled differently, so that a reader that mixes up byte
order, memory order or rows is caught: Ada has one vector, Grace has three. Needs: numpy.
"""

import io
import json
import pathlib
import sys
import zipfile

import numpy as np

HERE = pathlib.Path(__file__).parent
ADA = np.array([3.0, 0.0, -4.0, 0.0])
GRACE = np.array([[1.0, 2.0, 2.0, 0.0], [0.0, 0.0, 0.0, 5.0], [-2.0, 4.0, 4.0, 0.0]])


def fixed(data):
    """The same archive with the same members, dated 1980: numpy stamps members with the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename)
            info.compress_type = member.compress_type
            with new.open(info, "w", force_zip64=True) as file:  # as numpy.savez opens its members
                file.write(old.read(member))
    return out.getvalue()


def save(name, save_with=np.savez, **arrays):
    buffer = io.BytesIO()
    save_with(buffer, **arrays)
    (HERE / name).write_bytes(fixed(buffer.getvalue()))


def both(dtype, order="C"):
    return {"Ada Lovelace": ADA.astype(dtype), "Grace Hopper": np.array(GRACE, dtype=dtype, order=order)}


def make():
    for dtype in ("<f2", ">f2", "<f4", ">f4", "<f8", ">f8"):
        save(f"good_{'le' if dtype[0] == '<' else 'be'}_{dtype[1:]}.npz", **both(dtype))
    save("good_fortran.npz", **both("<f4", order="F"))
    save("good_compressed.npz", save_with=np.savez_compressed, **both("<f4"))
    save("good_keys.npz", **{key: ADA for key in ("a/b", "../../etc/passwd", "C:\\x", "محمد", "e\u0301", "é", "00123")})
    save("bad_pickled_value.npz", ada=np.array([{"a": 1}, None], dtype=object))
    save("bad_structured.npz", ada=np.zeros(3, dtype=[("x", "<f4"), ("y", "<f4")]))
    save("bad_integers.npz", ada=np.arange(4))
    save("bad_text.npz", ada=np.array(["x"]))
    save("bad_empty_rows.npz", ada=np.zeros((0, 4), dtype="<f4"))
    save("bad_scalar.npz", ada=np.float32(1))
    save("bad_cube.npz", ada=np.ones((1, 2, 4), dtype="<f4"))
    save("bad_zero_row.npz", ada=np.array([[1, 0, 0, 0], [0, 0, 0, 0]], dtype="<f4"))
    save("bad_nan.npz", ada=np.array([1, np.nan, 0, 0], dtype="<f4"))
    save("bad_infinite.npz", ada=np.array([1, -np.inf, 0, 0], dtype="<f8"))
    save("bad_beyond_f32.npz", ada=np.array([1e300, 0, 0, 0]))
    save("bad_mixed_dimensions.npz", ada=ADA, grace=np.ones(8))
    save("bad_bomb.npz", save_with=np.savez_compressed, ada=np.zeros((1000, 1024), dtype="<f4"))
    np.save(HERE / "bad_pickled_dictionary.npy", np.array({"Ada Lovelace": ADA}, dtype=object))
    np.save(HERE / "bad_single_array.npy", GRACE)


def check(path):
    with np.load(path) as archive:
        for key in archive.files:
            array = archive[key]
            row = [round(float(value), 5) for value in np.atleast_2d(array)[0]]
            print(json.dumps([key, array.dtype.str, list(array.shape), row]))


if __name__ == "__main__":
    check(sys.argv[2]) if sys.argv[1:2] == ["check"] else make()
