"""Draws avatar.png: a stylised face in a circle, 512x512 with smooth alpha.

    pip install pillow==13.0.0
    python3 avatar.py
"""
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = 512
SCALE = 4  # drawn larger and reduced, since Pillow's shapes have hard edges


def scaled(box):
    return [value * SCALE for value in box]


def backdrop():
    """A vertical dusk gradient."""
    top, bottom = (255, 183, 107), (112, 66, 140)
    column = Image.new('RGB', (1, SIZE * SCALE))
    for y in range(SIZE * SCALE):
        t = y / (SIZE * SCALE - 1)
        column.putpixel((0, y), tuple(round(a + (b - a) * t) for a, b in zip(top, bottom)))
    return column.resize((SIZE * SCALE, SIZE * SCALE)).convert('RGBA')


def face(draw):
    skin, shade, hair, ink = '#f6c9a0', '#e5a97c', '#3b2430', '#2b1b24'
    draw.ellipse(scaled((116, 70, 396, 400)), fill=hair)
    draw.rectangle(scaled((116, 230, 396, 430)), fill=hair)
    draw.ellipse(scaled((56, 400, 456, 700)), fill='#1f8a8a')
    draw.polygon(scaled((196, 418, 316, 418, 256, 490)), fill='#f4f1ea')
    draw.rounded_rectangle(scaled((214, 340, 298, 446)), radius=40 * SCALE, fill=shade)
    draw.ellipse(scaled((152, 124, 360, 392)), fill=skin)
    draw.pieslice(scaled((140, 84, 372, 300)), 180, 330, fill=hair)
    for x in (212, 300):
        draw.ellipse(scaled((x - 13, 246, x + 13, 276)), fill=ink)
        draw.ellipse(scaled((x - 2, 250, x + 7, 259)), fill='#ffffff')
        draw.arc(scaled((x - 26, 214, x + 26, 252)), 200, 340, fill=ink, width=6 * SCALE)
    draw.arc(scaled((240, 262, 272, 306)), 20, 120, fill=shade, width=6 * SCALE)
    draw.chord(scaled((214, 288, 298, 350)), 10, 170, fill='#b23a48')
    for x in (184, 328):
        draw.ellipse(scaled((x - 18, 290, x + 18, 316)), fill='#f0a68a')


def avatar():
    picture = backdrop()
    face(ImageDraw.Draw(picture))
    mask = Image.new('L', picture.size)
    ImageDraw.Draw(mask).ellipse(scaled((4, 4, SIZE - 4, SIZE - 4)), fill=255)
    picture.putalpha(mask)
    return picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == '__main__':
    avatar().save(Path(__file__).with_name('avatar.png'), optimize=True)
