# SPDX-License-Identifier: Apache-2.0
"""Golden files of image sizes: what Pillow makes of an image, by every filter, smaller and larger.

    image_sizes.py [--check]

Writes golden/image/sizes.safetensors: SOURCE as [height, width, 3] bytes, and FILTER/HEIGHTxWIDTH of it. Also turned/N.jpg for the EXIF
orientations 1 to 8 of one picture, with what Pillow reads of it, and one picture in every format and kind of colours.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

from pathlib import Path

import numpy
import PIL.Image
import PIL.ImageOps
import torch
from safetensors.torch import load_file, save_file

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / "core/src/test/resources/golden/image"
SIZES = [(9, 7), (16, 16), (23, 40), (5, 31), (64, 48)]
FILTERS = ["NEAREST", "LANCZOS", "BILINEAR", "BICUBIC", "BOX", "HAMMING"]


def picture(height, width, seed):
    """A smooth picture with some noise, so that it survives a lossy format."""
    y, x = numpy.mgrid[0:height, 0:width]
    random = numpy.random.default_rng(seed)
    waves = [127 + 90 * numpy.sin(x / (3 + c) + c) * numpy.cos(y / (4 + c)) for c in range(3)]
    return (numpy.stack(waves, -1) + random.normal(0, 12, (height, width, 3))).clip(0, 255).astype(numpy.uint8)


def tensor(image):
    return torch.from_numpy(numpy.asarray(image.convert("RGB")).copy())


def kinds(source):
    colour = PIL.Image.fromarray(source)
    alpha = colour.copy()
    alpha.putalpha(PIL.Image.fromarray(source[:, :, 0]))
    grey = colour.convert("L")
    return {
        "rgb.png": colour, "alpha.png": alpha, "grey.png": grey, "grey-alpha.png": alpha.convert("LA"),
        "palette.png": colour.quantize(16), "one-bit.png": grey.point(lambda v: 255 * (v > 127)).convert("1"),
        "rgb.bmp": colour, "palette.gif": colour.quantize(16), "lossless.webp": colour, "alpha.webp": alpha,
        "rgb.jpg": colour, "grey.jpg": grey, "progressive.jpg": colour,
    }


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    source = picture(24, 32, 5)
    image = PIL.Image.fromarray(source)
    tensors = {"source": tensor(image)}
    for name in FILTERS:
        for height, width in SIZES:
            resized = image.resize((width, height), PIL.Image.Resampling[name])
            tensors[f"{name}/{height}x{width}"] = tensor(resized)
    for name, kind in kinds(source).items():
        more = {"webp": dict(lossless=True), "jpg": dict(quality=95, progressive=name.startswith("pro"))}
        kind.save(FOLDER / name, **more.get(name.split(".")[-1], {}))
        tensors[f"kind/{name}"] = tensor(PIL.Image.open(FOLDER / name))
    for turn in range(1, 9):
        exif = PIL.Image.Exif()
        exif[0x0112] = turn
        image.save(FOLDER / f"turned-{turn}.jpg", quality=95, exif=exif)
        tensors[f"turned/{turn}"] = tensor(PIL.ImageOps.exif_transpose(PIL.Image.open(FOLDER / f"turned-{turn}.jpg")))
    file = FOLDER / "sizes.safetensors"
    if "--check" in sys.argv:
        kept = load_file(file)
        same = kept.keys() == tensors.keys() and all(torch.equal(kept[name], tensors[name]) for name in kept)
        print("equal" if same else "different")
        sys.exit(not same)
    save_file(tensors, file)


main()
