# SPDX-License-Identifier: Apache-2.0
"""Golden files of the encoders: tiny random models of transformers in float64.

    encoders.py [--check] [--out DIR] [TYPE ...]

README.md says what is in the files.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_file

import reference

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parents[1] / "core/src/test/resources/golden"
LENGTHS = [9, 3, 17, 5, 12, 8]
CLASSES = ["negative", "neutral", "positive"]
TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
TOPICS = ["sport", "politics", "science", "art"]


@dataclass(frozen=True)
class Encoder:
    type: str
    seed: int
    begin: int
    end: int
    pad: int
    words: range
    sizes: dict
    regression: dict  # what the regression variant changes in the configuration


def sizes(layers, heads, **more):
    return dict(vocab_size=64, hidden_size=16, intermediate_size=32, num_hidden_layers=layers, num_attention_heads=heads,
                max_position_embeddings=20) | more


ROBERTA = dict(type_vocab_size=1, layer_norm_eps=1e-5, pad_token_id=1, bos_token_id=0, eos_token_id=2)
ENCODERS = [
    Encoder("bert", 101, 2, 3, 0, range(4, 64), sizes(3, 4), {}),
    Encoder("roberta", 102, 0, 2, 1, range(4, 64), sizes(3, 2, **ROBERTA), {}),
    Encoder("xlm-roberta", 103, 0, 2, 1, range(4, 64), sizes(2, 4, **ROBERTA), dict(hidden_act="gelu_new")),
    Encoder("distilbert", 104, 2, 3, 0, range(4, 64),
            dict(vocab_size=64, dim=16, hidden_dim=32, n_layers=3, n_heads=2, max_position_embeddings=20), {}),
    # Windows of three to each side in the layers 1 and 2; the layers 0 and 3 see everything with the other theta
    Encoder("modernbert", 105, 45, 46, 47, range(44),
            sizes(4, 2, vocab_size=48, intermediate_size=24, local_attention=6, max_position_embeddings=32,
                  classifier_pooling="mean", pad_token_id=47, bos_token_id=45, cls_token_id=45, eos_token_id=46,
                  sep_token_id=46),
            dict(classifier_pooling="cls")),
]


def inputs(encoder):
    """Six rows between begin and end, padded on the right to the longest; every other row is a pair where types exist."""
    generator = torch.Generator().manual_seed(encoder.seed)
    ids = torch.full((len(LENGTHS), max(LENGTHS)), encoder.pad)
    mask = torch.zeros_like(ids)
    types = torch.zeros_like(ids)
    for row, length in enumerate(LENGTHS):
        words = torch.randint(encoder.words.start, encoder.words.stop, (length,), generator=generator)
        words[0], words[-1] = encoder.begin, encoder.end
        if row % 2 == 0:
            words[length // 2] = encoder.end
            types[row, length // 2 + 1 : length] = 1
        ids[row, :length], mask[row, :length] = words, 1
    named = {"input_ids": ids, "attention_mask": mask}
    return named | {"token_type_ids": types} if encoder.type == "bert" else named


def build(encoder, auto, seed, **more):
    config = transformers.AutoConfig.for_model(encoder.type, **(encoder.sizes | more))
    model = auto.from_config(config, attn_implementation="eager", dtype=torch.float64).eval()
    reference.randomise(model, seed)
    return model


def names(labels):
    return dict(id2label=dict(enumerate(labels)), label2id={label: index for index, label in enumerate(labels)})


def document(encoder, rows, labels, **more):
    head = {"versions": reference.versions(), "model_type": encoder.type, "seed": encoder.seed, "lengths": LENGTHS}
    return head | {"inputs": {name: rows[name].tolist() for name in rows}, "labels": labels.tolist()} | more


def classification(encoder, folder):
    """The main files: everything of the model, its gradients and twenty optimiser steps."""
    rows = inputs(encoder)
    labels = torch.tensor([0, 2, 1, 1, 0, 2])
    model = build(encoder, transformers.AutoModelForSequenceClassification, encoder.seed, **names(CLASSES))
    model.save_pretrained(folder)
    output = model(**rows, labels=labels)
    tensors = {"hidden": model.base_model(**rows).last_hidden_state, "logits": output.logits}
    tensors |= {f"grad/{name}": value for name, value in reference.gradients(model, output.loss).items()}
    loss = output.loss.item()
    steps = reference.learn(model, lambda: model(**rows, labels=labels).loss)
    tensors |= {f"final/{name}": value for name, value in model.named_parameters()}
    training = reference.hyper_parameters(model) | steps
    reference.write(folder, document(encoder, rows, labels, loss=loss, training=training), tensors)


def variant(encoder, folder, auto, labels, seed, **more):
    """Another head on the encoder of the main files: head weights, logits, loss and some gradients."""
    rows = inputs(encoder)
    main = build(encoder, transformers.AutoModelForSequenceClassification, encoder.seed, **names(CLASSES))
    model = build(encoder, auto, encoder.seed + seed, **more)
    prefix = model.base_model_prefix + "."
    shared = {name: value for name, value in main.state_dict().items() if name.startswith(prefix)}
    model.load_state_dict({n: shared.get(n, v) for n, v in model.state_dict().items()})
    model.config.architectures = [type(model).__name__]
    model.config.save_pretrained(folder)
    save_file({n: v for n, v in model.state_dict().items() if not n.startswith(prefix)}, folder / "head.safetensors",
              metadata={"format": "pt"})
    output = model(**rows, labels=labels)
    found = reference.gradients(model, output.loss)
    kept = [n for n in found if not n.startswith(prefix)] + [n for n in found if "norm" in n.lower()][:2]
    tensors = {"logits": output.logits} | {f"grad/{name}": found[name] for name in kept}
    reference.write(folder, document(encoder, rows, labels, loss=output.loss.item()), tensors)


def tags(encoder):
    """A tag for every word; -100 on padding and on the special positions, which carry no target."""
    rows = inputs(encoder)
    generator = torch.Generator().manual_seed(encoder.seed + 50)
    labels = torch.randint(len(TAGS), rows["input_ids"].shape, generator=generator)
    special = (rows["attention_mask"] == 0) | (rows["input_ids"] == encoder.begin) | (rows["input_ids"] == encoder.end)
    return labels.masked_fill(special, -100)


def make(encoder, folder):
    with reference.Float64():
        classification(encoder, folder)
        sequence = transformers.AutoModelForSequenceClassification
        variant(encoder, folder / "token-classification", transformers.AutoModelForTokenClassification, tags(encoder), 10,
                **names(TAGS))
        variant(encoder, folder / "regression", sequence, torch.tensor([0.5, -1.25, 3.0, 2.0, 0.0, 1.75]).double(), 20,
                num_labels=1, problem_type="regression", **encoder.regression)
        several = torch.tensor([[1, 0, 0, 1], [0, 0, 0, 0], [0, 1, 1, 0], [1, 1, 1, 1], [0, 0, 1, 0], [1, 0, 0, 0]])
        variant(encoder, folder / "multi-label", sequence, several.double(), 30,
                problem_type="multi_label_classification", **names(TOPICS))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("types", nargs="*", metavar="TYPE", help="model types, by default all")
    parser.add_argument("--out", type=Path, default=RESOURCES, help="folder that gets a folder per model type")
    parser.add_argument("--check", action="store_true", help="make them anew elsewhere and compare")
    choice = parser.parse_args()
    unknown = set(choice.types) - {encoder.type for encoder in ENCODERS}
    if unknown:
        parser.error(f"unknown model type {', '.join(sorted(unknown))}; there are {', '.join(e.type for e in ENCODERS)}")
    torch.set_num_threads(1)
    failed = False
    for encoder in [e for e in ENCODERS if not choice.types or e.type in choice.types]:
        if choice.check:
            with tempfile.TemporaryDirectory() as place:
                make(encoder, Path(place))
                found = reference.differences(Path(place), choice.out / encoder.type)
            print(f"{encoder.type}: {'equal' if not found else ''}", *found, sep="\n  " if found else "")
            failed |= bool(found)
        else:
            folder = choice.out / encoder.type
            make(encoder, folder)
            size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
            print(f"{encoder.type}: {size:,} bytes")
    sys.exit(failed)


if __name__ == "__main__":
    main()
