# SPDX-License-Identifier: Apache-2.0
"""Loads a saved model of images with transformers and compares its answers with what the run predicted.

    verify_saved_images.py RUN IMAGES [--tolerance X]

RUN is the directory of a run, IMAGES the folder or the table's folder that the paths in its predictions.jsonl are relative to. Prints
one JSON document. Exit code 1: weights missing, unexpected or newly made, a warning, or a difference above the tolerance. Images in JPEG
are decoded otherwise by up to 3 of 255, so a run on PNG compares sharper.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import json
import logging
from pathlib import Path

import PIL.Image
import PIL.ImageOps
import torch
import transformers


class Heard(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("images", type=Path)
    parser.add_argument("--tolerance", type=float, default=1e-5)
    choice = parser.parse_args()
    heard = Heard()
    logging.getLogger("transformers").addHandler(heard)
    folder = choice.run / "model"
    name = json.loads((folder / "config.json").read_text())["architectures"][0]
    model, told = getattr(transformers, name).from_pretrained(folder, dtype=torch.float32, output_loading_info=True)
    wrong = [f"{kind}: {key}" for kind, keys in told.items() for key in sorted(map(str, keys))]
    saved = json.loads((folder / "preprocessor_config.json").read_text())["image_processor_type"]
    processor = getattr(transformers, saved + "Pil", None) or getattr(transformers, saved)
    processor = processor.from_pretrained(folder)
    model.eval()
    worst, rows = 0.0, 0
    for line in (choice.run / "predictions.jsonl").read_text().splitlines():
        row = json.loads(line)
        image = PIL.ImageOps.exif_transpose(PIL.Image.open(choice.images / next(iter(row["input"].values())))).convert("RGB")
        with torch.no_grad():
            answer = model(**processor(images=image, return_tensors="pt")).logits.softmax(-1)[0]
        for index, label in model.config.id2label.items():
            worst = max(worst, abs(answer[int(index)].item() - row["probabilities"][label]))
        rows += 1
    print(json.dumps({"class": name, "rows": rows, "wrong": wrong, "warnings": heard.lines, "largest_difference": worst}))
    sys.exit(bool(wrong or heard.lines) or worst > choice.tolerance)


main()
