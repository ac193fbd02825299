"""Writes small synthetic pictures in every kind of JPEG, PNG and WebP that `muster-capture` reads, and what Pillow
sees in them.

    python testdata/capture/fixtures.py

makes `testdata/capture/pictures/*` and `testdata/capture/colours.json`: for each picture its size and the mean
colour (RGB, 0 to 255) of each of 4 x 4 equal cells, row after row; transparent ones over white, CMYK converted as
Pillow does. The patterns are computed here; no photo goes in. Needs Pillow (with WebP) and NumPy.
"""

import io
import json
import pathlib
import struct
import zlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent
PICTURES = HERE / "pictures"
WIDTH, HEIGHT = 56, 40


def pattern():
    """Smooth colour ramps with a bright and a dark block, so that lossy codecs have little to lose."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    red = 40 + 170 * x / (WIDTH - 1)
    green = 200 - 150 * y / (HEIGHT - 1)
    blue = 60 + 120 * (x + y) / (WIDTH + HEIGHT - 2)
    rgb = np.stack([red, green, blue], axis=-1)
    rgb[8:16, 8:24] = (240, 40, 30)
    rgb[24:32, 32:48] = (20, 30, 160)
    return rgb.round().astype(np.uint8)


def alpha():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    return ((255 * x) // (WIDTH - 1)).astype(np.uint8)


def jpeg(image, **options):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, **options)
    return out.getvalue()


def with_adobe_transform(data, transform):
    at = data.index(b"Adobe") + 11
    return data[:at] + bytes([transform]) + data[at + 1 :]


def with_component_ids(data, ids):
    """The same JPEG with other component ids in its frame and scan headers (baseline, one scan)."""
    data = bytearray(data)
    frame, scan = data.index(b"\xff\xc0"), data.index(b"\xff\xda")
    for index, name in enumerate(ids):
        data[frame + 10 + 3 * index] = name
        data[scan + 5 + 2 * index] = name
    return bytes(data)


def ycck(rgb, key):
    """Adobe's YCCK: what YCbCr makes of the three inks' complements, and the inverted key. Pillow writes no YCCK,
    but it writes any four channels as they are (inverted), and the transform flag can be set afterwards."""
    ycc = np.asarray(Image.fromarray(rgb).convert("YCbCr"))
    stored = np.dstack([ycc, 255 - key])
    return with_adobe_transform(jpeg(Image.fromarray(255 - stored, "CMYK")), 2)


PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def png(samples, depth, colour_type, interlaced=False, extra=()):
    """A PNG from an array of samples (rows, columns, channels) of the given depth, every row unfiltered."""

    def packed(rows):
        out = b""
        for row in rows:
            flat = row.reshape(-1)
            if depth == 16:
                data = flat.astype(">u2").tobytes()
            else:
                bits = (flat[:, None].astype(int) >> np.arange(depth - 1, -1, -1)) & 1
                data = np.packbits(bits.astype(np.uint8).reshape(-1)).tobytes()
            out += b"\0" + data
        return out

    if interlaced:
        passes = [samples[y::dy, x::dx] for x, y, dx, dy in PASSES]
        raw = b"".join(packed(part) for part in passes if part.shape[1])
    else:
        raw = packed(samples)
    height, width = samples.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, int(interlaced))
    chunks = [(b"IHDR", header), *extra, (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def webp(image, **options):
    out = io.BytesIO()
    image.save(out, "WEBP", **options)
    return out.getvalue()


def pictures():
    rgb = pattern()
    image, grey = Image.fromarray(rgb), Image.fromarray(rgb).convert("L")
    levels = np.asarray(grey)
    rgba = np.dstack([rgb, alpha()])
    key = (levels // 3).astype(np.uint8)
    cmyk = Image.fromarray(np.dstack([255 - rgb, key]), "CMYK")
    for name, sampling in [("444", "4:4:4"), ("422", "4:2:2"), ("420", "4:2:0")]:
        yield f"baseline_{name}.jpg", jpeg(image, subsampling=sampling)
        yield f"progressive_{name}.jpg", jpeg(image, subsampling=sampling, progressive=True)
    yield "baseline_411.jpg", jpeg(image, subsampling="4:1:1")
    yield "restart.jpg", jpeg(image, restart_marker_blocks=2)
    yield "restart_progressive.jpg", jpeg(image, restart_marker_rows=1, progressive=True)
    yield "grey.jpg", jpeg(grey)
    yield "grey_progressive.jpg", jpeg(grey, progressive=True)
    yield "cmyk.jpg", jpeg(cmyk)
    yield "cmyk_progressive.jpg", jpeg(cmyk, progressive=True)
    yield "ycck.jpg", ycck(rgb, key)
    rgb_jpeg = jpeg(image, keep_rgb=True)
    yield "rgb.jpg", rgb_jpeg
    yield "rgb_by_adobe_flag.jpg", with_component_ids(rgb_jpeg, [1, 2, 3])
    wide = lambda values: values.astype(np.uint16) * 256 + 131
    palette = np.array([(40, 80, 120), (250, 10, 20), (0, 200, 90), (255, 255, 255)], np.uint8)
    indices = ((np.mgrid[0:HEIGHT, 0:WIDTH][0] // 10 + np.mgrid[0:HEIGHT, 0:WIDTH][1] // 14) % 4)[..., None]
    plte, trns = (b"PLTE", palette.tobytes()), (b"tRNS", bytes([255, 128, 0, 255]))
    for depth in (1, 2, 4, 8):
        yield f"grey_{depth}.png", png(levels[..., None] >> (8 - depth), depth, 0)
    yield "grey_16.png", png(wide(levels)[..., None], 16, 0)
    yield "grey_transparent_level.png", png(levels[..., None] & 0xC0, 8, 0, extra=[(b"tRNS", b"\0\x80")])
    yield "rgb_8.png", png(rgb, 8, 2)
    yield "rgb_16.png", png(wide(rgb), 16, 2)
    for depth in (2, 8):
        yield f"palette_{depth}.png", png(indices, depth, 3, extra=[plte])
    yield "palette_transparent.png", png(indices, 4, 3, extra=[plte, trns])
    yield "grey_alpha_8.png", png(np.dstack([levels, alpha()]), 8, 4)
    yield "grey_alpha_16.png", png(wide(np.dstack([levels, alpha()])), 16, 4)
    yield "rgba_8.png", png(rgba, 8, 6)
    yield "rgba_16.png", png(wide(rgba), 16, 6)
    yield "interlaced_rgb_8.png", png(rgb, 8, 2, interlaced=True)
    yield "interlaced_grey_1.png", png(levels[..., None] >> 7, 1, 0, interlaced=True)
    yield "interlaced_rgba_16.png", png(wide(rgba), 16, 6, interlaced=True)
    yield "lossy.webp", webp(image, quality=95)
    yield "lossless.webp", webp(image, lossless=True)
    yield "lossy_alpha.webp", webp(Image.fromarray(rgba), quality=95, exact=True)
    yield "lossless_alpha.webp", webp(Image.fromarray(rgba), lossless=True, exact=True)
    second = Image.fromarray(255 - rgb)
    yield "animated.webp", webp(image, save_all=True, append_images=[second], lossless=True, duration=100)


def seen(data):
    """The picture as Pillow decodes it, RGB over white, as floats."""
    image = Image.open(io.BytesIO(data))
    if image.mode.startswith("I"):
        return np.repeat((np.asarray(image).astype(int) >> 8)[..., None], 3, axis=-1).astype(float)
    if image.mode in ("CMYK", "RGB", "L"):
        if "transparency" not in image.info:
            return np.asarray(image.convert("RGB")).astype(float)
    rgba = np.asarray(image.convert("RGBA")).astype(float)
    opacity = rgba[..., 3:] / 255
    return rgba[..., :3] * opacity + 255 * (1 - opacity)


def main():
    PICTURES.mkdir(exist_ok=True)
    colours = {}
    for name, data in pictures():
        (PICTURES / name).write_bytes(data)
        rgb = seen(data)
        cells = rgb.reshape(4, HEIGHT // 4, 4, WIDTH // 4, 3).mean(axis=(1, 3)).reshape(16, 3)
        colours[name] = {"width": rgb.shape[1], "height": rgb.shape[0], "cells": cells.round(2).tolist()}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(colours.items()))
    (HERE / "colours.json").write_text("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main()
