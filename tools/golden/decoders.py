# SPDX-License-Identifier: Apache-2.0
"""Golden files of the decoders: tiny random language models of transformers in float64, and rotary frequencies.

    decoders.py [--check] [--out DIR] [NAME ...]

README.md says what is in the files.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_file
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

import reference

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parents[1] / "core/src/test/resources/golden"
LENGTHS = [9, 3, 13, 5, 12, 8]
PAD = 0
CLASSES = ["negative", "neutral", "positive"]
TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


@dataclass(frozen=True)
class Decoder:
    name: str  # of the folder
    type: str
    seed: int
    sizes: dict = field(default_factory=dict)


def sizes(**more):
    return dict(vocab_size=40, hidden_size=16, intermediate_size=20, num_hidden_layers=2, num_attention_heads=4,
                num_key_value_heads=2, max_position_embeddings=32, pad_token_id=PAD, bos_token_id=1, eos_token_id=2) | more


LLAMA3 = dict(rope_type="llama3", rope_theta=500.0, factor=4.0, low_freq_factor=1.0, high_freq_factor=4.0,
              original_max_position_embeddings=8)
DECODERS = [
    Decoder("llama", "llama", 201, sizes(num_hidden_layers=3, rope_parameters=LLAMA3)),
    # What hardly any published checkpoint has: biases everywhere, one key head for all, tied, another activation
    Decoder("llama-biased", "llama", 202,
            sizes(num_key_value_heads=1, attention_bias=True, mlp_bias=True, tie_word_embeddings=True, hidden_act="gelu",
                  rope_parameters=dict(rope_type="linear", rope_theta=100.0, factor=2.0))),
    Decoder("mistral", "mistral", 203, sizes(num_hidden_layers=3, sliding_window=4)),
    Decoder("qwen2", "qwen2", 204,
            sizes(num_hidden_layers=3, num_key_value_heads=4, use_sliding_window=True, sliding_window=3, max_window_layers=1,
                  tie_word_embeddings=True)),
    Decoder("qwen3", "qwen3", 205,
            sizes(head_dim=6, tie_word_embeddings=True,
                  rope_parameters=dict(rope_type="yarn", rope_theta=1000.0, factor=4.0, original_max_position_embeddings=8))),
    Decoder("gpt2", "gpt2", 206,
            dict(vocab_size=40, n_embd=16, n_layer=2, n_head=4, n_positions=16, n_inner=24, pad_token_id=PAD, bos_token_id=1,
                 eos_token_id=2)),
    Decoder("gemma", "gemma", 207, sizes(num_key_value_heads=1, head_dim=6, hidden_act="gelu")),
    # Limits that bend scores of this size; windows in the first and third block
    Decoder("gemma2", "gemma2", 208,
            sizes(num_hidden_layers=3, intermediate_size=16, head_dim=4, query_pre_attn_scalar=10, sliding_window=3,
                  attn_logit_softcapping=1.5, final_logit_softcapping=2.0)),
    # Windows in the first and third block, which have the other theta; with most seeds the twenty steps magnify a rounding of a
    # weight to 1e-8 in the gradient, with this one to 1e-12
    Decoder("gemma3_text", "gemma3_text", 211,
            sizes(num_hidden_layers=3, intermediate_size=16, head_dim=4, query_pre_attn_scalar=10, sliding_window=4,
                  layer_types=["sliding_attention", "full_attention", "sliding_attention"],
                  rope_parameters=dict(full_attention=dict(rope_type="linear", rope_theta=5000.0, factor=2.0),
                                       sliding_attention=dict(rope_type="default", rope_theta=100.0)))),
]

LONG = dict(rope_type="longrope", rope_theta=10000.0, short_factor=[1.0, 1.1, 1.25, 2.0], long_factor=[1.5, 2.0, 4.0, 9.0],
            original_max_position_embeddings=64)
ROTARY = {
    "default": dict(rope_type="default", rope_theta=10000.0),
    "linear": dict(rope_type="linear", rope_theta=10000.0, factor=2.5),
    "dynamic": dict(rope_type="dynamic", rope_theta=10000.0, factor=3.0),
    "llama3": dict(rope_type="llama3", rope_theta=500000.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                   original_max_position_embeddings=64),
    "llama3-large": dict(rope_type="llama3", rope_theta=500000.0, factor=32.0, low_freq_factor=1.0, high_freq_factor=4.0,
                         original_max_position_embeddings=8192),
    "yarn": dict(rope_type="yarn", rope_theta=1000000.0, factor=4.0, original_max_position_embeddings=64),
    "yarn-given": dict(rope_type="yarn", rope_theta=10000.0, factor=16.0, attention_factor=1.2, beta_fast=16, beta_slow=2,
                       original_max_position_embeddings=64),
    "yarn-mscale": dict(rope_type="yarn", rope_theta=10000.0, factor=40.0, mscale=1.0, mscale_all_dim=0.7, truncate=False,
                        original_max_position_embeddings=64),
    "longrope": LONG,
    "longrope-given": LONG | dict(attention_factor=1.3),
}
ROTARY_SIZES = dict(vocab_size=40, hidden_size=16, intermediate_size=20, num_hidden_layers=1, num_attention_heads=2,
                    num_key_value_heads=2, head_dim=8, max_position_embeddings=256)


def inputs(decoder):
    """Six rows of words, padded on the right to the longest."""
    generator = torch.Generator().manual_seed(decoder.seed)
    ids = torch.full((len(LENGTHS), max(LENGTHS)), PAD)
    mask = torch.zeros_like(ids)
    for row, length in enumerate(LENGTHS):
        ids[row, :length] = torch.randint(3, 40, (length,), generator=generator)
        mask[row, :length] = 1
    return {"input_ids": ids, "attention_mask": mask}


def build(decoder, auto, seed, **more):
    config = transformers.AutoConfig.for_model(decoder.type, **(decoder.sizes | more))
    model = auto.from_config(config, attn_implementation="eager", dtype=torch.float64).eval()
    reference.randomise(model, seed)
    return model


def names(labels):
    return dict(id2label=dict(enumerate(labels)), label2id={label: index for index, label in enumerate(labels)})


def document(decoder, rows, labels, **more):
    head = {"versions": reference.versions(), "model_type": decoder.type, "seed": decoder.seed, "lengths": LENGTHS}
    return head | {"inputs": {name: rows[name].tolist() for name in rows}, "labels": labels.tolist()} | more


def language(decoder, folder):
    """The main files: everything of the language model, its gradients and twenty optimiser steps."""
    rows = inputs(decoder)
    labels = rows["input_ids"].masked_fill(rows["attention_mask"] == 0, -100)  # the model shifts them by one
    model = build(decoder, transformers.AutoModelForCausalLM, decoder.seed)
    model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    output = model(**rows, labels=labels, use_cache=False)
    hidden = model.base_model(**rows, use_cache=False).last_hidden_state
    tensors = {"hidden": hidden, "logits": output.logits}
    tensors |= {f"grad/{name}": value for name, value in reference.gradients(model, output.loss).items()}
    loss = output.loss.item()
    steps = reference.learn(model, lambda: model(**rows, labels=labels, use_cache=False).loss)
    tensors |= {f"final/{name}": value for name, value in model.named_parameters()}
    training = reference.hyper_parameters(model) | steps
    reference.write(folder, document(decoder, rows, labels, loss=loss, training=training), tensors)


def variant(decoder, folder, auto, labels, seed, **more):
    """Another head on the decoder of the main files: head weights, logits, loss and some gradients."""
    rows = inputs(decoder)
    main = build(decoder, transformers.AutoModelForCausalLM, decoder.seed)
    model = build(decoder, auto, decoder.seed + seed, **more)
    prefix = model.base_model_prefix + "."
    shared = {name: value for name, value in main.state_dict().items() if name.startswith(prefix)}
    model.load_state_dict({n: shared.get(n, v) for n, v in model.state_dict().items()})
    model.config.architectures = [type(model).__name__]
    model.config.save_pretrained(folder)
    save_file({n: v for n, v in model.state_dict().items() if not n.startswith(prefix)}, folder / "head.safetensors",
              metadata={"format": "pt"})
    output = model(**rows, labels=labels, use_cache=False)
    found = reference.gradients(model, output.loss)
    kept = [n for n in found if not n.startswith(prefix)] + [n for n in found if "norm" in n or "ln_" in n][:2]
    tensors = {"logits": output.logits} | {f"grad/{name}": found[name] for name in kept}
    reference.write(folder, document(decoder, rows, labels, loss=output.loss.item()), tensors)


def tags(decoder):
    rows = inputs(decoder)
    generator = torch.Generator().manual_seed(decoder.seed + 50)
    labels = torch.randint(len(TAGS), rows["input_ids"].shape, generator=generator)
    return labels.masked_fill(rows["attention_mask"] == 0, -100)


def make(decoder, folder):
    with reference.Float64():
        language(decoder, folder)
        if decoder.name != decoder.type:
            return
        variant(decoder, folder / "sequence-classification", transformers.AutoModelForSequenceClassification,
                torch.tensor([0, 2, 1, 1, 0, 2]), 10, **names(CLASSES))
        if decoder.type in transformers.models.auto.modeling_auto.MODEL_FOR_TOKEN_CLASSIFICATION_MAPPING_NAMES:
            variant(decoder, folder / "token-classification", transformers.AutoModelForTokenClassification, tags(decoder), 20,
                    **names(TAGS))


def rotary(folder):
    """The angles from one place to the next, within and beyond the pre-training's length, and the factor of the tables."""
    made = {"versions": reference.versions(), "sizes": ROTARY_SIZES}
    with reference.Float64():
        for name, parameters in ROTARY.items():
            config = transformers.LlamaConfig(**ROTARY_SIZES, rope_parameters=dict(parameters))
            kind = parameters["rope_type"]
            compute = ROPE_INIT_FUNCTIONS.get(
                kind, transformers.models.llama.modeling_llama.LlamaRotaryEmbedding.compute_default_rope_parameters)
            within, factor = compute(config, device="cpu", seq_len=None)
            beyond, _ = compute(config, device="cpu", seq_len=ROTARY_SIZES["max_position_embeddings"])
            made[name] = {"rope_parameters": parameters, "frequencies": within.tolist(), "beyond": beyond.tolist(),
                          "amplitude": factor}
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in made.items()]
    (folder / "golden.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="folders, by default all")
    parser.add_argument("--out", type=Path, default=RESOURCES, help="folder that gets the folders")
    parser.add_argument("--check", action="store_true", help="make them anew elsewhere and compare")
    choice = parser.parse_args()
    makers = {"rotary": rotary} | {one.name: (lambda folder, one=one: make(one, folder)) for one in DECODERS}
    unknown = set(choice.names) - makers.keys()
    if unknown:
        parser.error(f"unknown name {', '.join(sorted(unknown))}; there are {', '.join(makers)}")
    torch.set_num_threads(1)
    failed = False
    for name in choice.names or makers:
        if choice.check:
            with tempfile.TemporaryDirectory() as place:
                makers[name](Path(place))
                found = reference.differences(Path(place), choice.out / name)
            print(f"{name}: {'equal' if not found else ''}", *found, sep="\n  " if found else "")
            failed |= bool(found)
        else:
            folder = choice.out / name
            makers[name](folder)
            print(f"{name}: {sum(p.stat().st_size for p in folder.rglob('*') if p.is_file()):,} bytes")
    sys.exit(failed)


if __name__ == "__main__":
    main()
