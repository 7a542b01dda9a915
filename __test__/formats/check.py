"""Says what files are, for formats.test.js: reads their paths from the standard input, writes JSON.

Files that come as `make:FORMAT:path` are written instead, from one picture that Pillow draws.
"""

import base64
import json
import sys

from PIL import Image, ImageSequence

Image.MAX_IMAGE_PIXELS = None


def bytes_of(image):
    return base64.b64encode(image.convert("RGBA").tobytes()).decode()


def plain(value):
    """What JSON can hold of `info`: numbers, texts, pairs of numbers."""
    if isinstance(value, (int, float, str)) or value is None:
        return value
    if isinstance(value, tuple):
        return [float(one) if not isinstance(one, bytes) else None for one in value]
    return None


def told(path):
    with Image.open(path) as image:
        info = {key: plain(value) for key, value in image.info.items()}
        frames = []
        for frame in ImageSequence.Iterator(image):
            # WebP's durations are known when a frame is decoded.
            pixels = bytes_of(frame)
            frames.append({"duration": frame.info.get("duration"), "pixels": pixels})
        return {
            "format": image.format,
            "mode": image.mode,
            "size": list(image.size),
            "info": info,
            "hasProfile": bool(image.info.get("icc_profile")),
            "text": getattr(image, "text", {}),
            "frames": frames,
        }


def picture(has_alpha):
    image = Image.new("RGBA", (24, 16))
    for y in range(16):
        for x in range(24):
            alpha = 255 if not has_alpha or (x + y) % 3 else 0
            image.putpixel((x, y), (x * 10, y * 15, 120, alpha) if alpha else (0, 0, 0, 0))
    return image


def made(name, path):
    """Writes a file of that format; its pixels, as Pillow reads them back."""
    format, _, options = name.partition("+")
    image = picture(format not in ("JPEG", "AVIF", "PPM"))
    settings = {
        "": {},
        "lossless": {"lossless": True},
        "palette": {},
        "progressive": {"progressive": True, "quality": 95, "subsampling": 0},
        "quality": {"quality": 95, "subsampling": "4:4:4"},
        "lzw": {"compression": "tiff_lzw"},
        "deflate": {"compression": "tiff_adobe_deflate"},
    }[options]
    if format in ("JPEG", "AVIF"):
        image = image.convert("RGB")
    if options == "palette":
        image = image.quantize(64)
    if format == "ICO":
        settings = {"sizes": [image.size]}
    image.save(path, format, **settings)
    return told(path)


answers = []
for line in sys.stdin.read().splitlines():
    if line.startswith("make:"):
        _, name, path = line.split(":", 2)
        answers.append(made(name, path))
    else:
        answers.append(told(line))
json.dump(answers, sys.stdout)
