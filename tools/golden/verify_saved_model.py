# SPDX-License-Identifier: Apache-2.0
"""Loads a saved model with the reference implementation and compares its answers with what was predicted.

    verify_saved_model.py DIR [LINES] [--tolerance X]

DIR is a Hugging Face directory (the class named in its config.json), or one with modules.json (sentence-transformers).
LINES, by default DIR/../predictions.jsonl, has on each line the input (text, text_pair or tokens, on the line itself or
under "input") and what was answered: logits, else probabilities (by label), else prediction (a number). Tokens have a
row of logits for each word, or probabilities as a list of maps; a word is read from its first sub-word. Prints one JSON
document. Exit code 1: weights missing, unexpected or newly made, or a difference above the tolerance.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import json
import logging
import math
import warnings
from pathlib import Path

import torch
import transformers

import reference


class Heard(logging.Handler):
    """Keeps what the libraries warn of while they load."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


def listen():
    heard = Heard()
    for name in ("transformers", "sentence_transformers"):
        logging.getLogger(name).addHandler(heard)
    warnings.showwarning = lambda message, *_: heard.lines.append(str(message))
    return heard


def load(folder):
    """The model, and the weights that do not fit."""
    name = json.loads((folder / "config.json").read_text(encoding="utf-8"))["architectures"][0]
    model, told = getattr(transformers, name).from_pretrained(folder, dtype=torch.float32, output_loading_info=True)
    return model.eval(), [f"{kind}: {key}" for kind, keys in told.items() for key in sorted(map(str, keys))]


def classifier(model, folder, maximum):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    limit = maximum or min(tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", 1 << 30))
    words = "TokenClassification" in type(model).__name__

    def answer(row):
        if words and "tokens" in row:
            inputs = tokenizer(row["tokens"], is_split_into_words=True, truncation=True, max_length=limit, return_tensors="pt")
            owners = inputs.word_ids(0)
            first = [at for at, owner in enumerate(owners) if owner is not None and owner not in owners[:at]]
            return model(**inputs).logits[0, first]
        inputs = tokenizer(row["text"], row.get("text_pair"), truncation=True, max_length=limit, return_tensors="pt")
        return model(**inputs).logits[0]

    return answer


def sentences(folder, maximum):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu").float().eval()
    if maximum:
        model.max_seq_length = maximum

    def answer(row):
        pair = row.get("text_pair")
        text = row["text"] if pair is None else (row["text"], pair)
        return model.encode([text], convert_to_tensor=True, show_progress_bar=False)[0].cpu()

    return answer


def probabilities(logits, config):
    if config.get("problem_type") == "multi_label_classification":
        return logits.sigmoid()
    return logits.softmax(-1)


def by_label(value, config):
    labels = [config["id2label"][str(index)] for index in range(len(config["id2label"]))]
    return [by_label(one, config) for one in value] if isinstance(value, list) else [value[label] for label in labels]


def difference(line, logits, config):
    """The largest one between the line's answer and the model's."""
    if "logits" in line:
        said, found = line["logits"], logits
    elif "probabilities" in line:
        said, found = by_label(line["probabilities"], config), probabilities(logits, config)
    else:
        said, found = line["prediction"], logits.reshape(())
    said = torch.tensor(said, dtype=torch.float32)
    if said.shape != found.shape:
        raise SystemExit(f"verify: an answer has the shape {list(said.shape)}, the model's {list(found.shape)}: {line}")
    return (said - found).abs().max().item()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("lines", type=Path, nargs="?", metavar="LINES")
    parser.add_argument("--tolerance", type=float, help="largest difference allowed; without it none is too large")
    parser.add_argument("--max-length", type=int, help="tokens; by default the tokenizer's model_max_length")
    parser.add_argument("--limit", type=int, help="read so many lines")
    choice = parser.parse_args()
    heard, problems = listen(), []
    if (choice.folder / "modules.json").is_file():
        answer = sentences(choice.folder, choice.max_length)
    else:
        model, problems = load(choice.folder)
        answer = classifier(model, choice.folder, choice.max_length)
    telling = ("missing", "unexpected", "newly initialized", "not initialized", "mismatch", "not used")
    problems += [line for line in heard.lines if any(word in line.lower() for word in telling)]
    # sentence-transformers has more than one place for a configuration
    place = next(p for p in (choice.folder / "config.json", choice.folder / "0_Transformer/config.json") if p.is_file())
    config = json.loads(place.read_text(encoding="utf-8"))
    text = (choice.lines or choice.folder.parent / "predictions.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines() if line.strip()][: choice.limit]
    with torch.no_grad():
        found = [difference(line, answer(line.get("input", line)), config) for line in lines]
    largest = max(found, default=None, key=lambda value: (math.isnan(value), value))
    if largest is None:
        problems.append("no lines to compare")
    elif not largest <= (float("inf") if choice.tolerance is None else choice.tolerance):
        problems.append(f"line {found.index(largest) + 1} differs by {largest}, more than {choice.tolerance}")
    print(json.dumps({"model": config.get("architectures"), "rows": len(found), "problems": problems,
                      "max_abs_difference": largest, "versions": reference.versions()}, indent=1))
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
