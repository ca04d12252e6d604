# SPDX-License-Identifier: Apache-2.0
"""Golden files of LoRA: PEFT adapters on the tiny BERT of encoders.py and the tiny language models of decoders.py, in float64.

    lora.py [--check] [--out DIR]

For each variant, and for each decoder, a folder with the adapter as PEFT saves it, with factors and head drawn anew, and golden.json and
golden.safetensors as for an encoder: logits, grad/NAME of everything that learns, final/NAME after the twenty steps.
NAME is the name in the adapter's file without `base_model.model.`.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import tempfile
from pathlib import Path

import peft
import torch
import transformers

import decoders
import encoders
import reference

VARIANTS = {
    "plain": dict(target_modules="all-linear", use_rslora=False),
    "rslora": dict(target_modules=["query", "value", "intermediate.dense"], use_rslora=True),
    "dora": dict(target_modules="all-linear", use_dora=True),
    "patterns": dict(target_modules=["query", "value", "intermediate.dense"], use_rslora=True,
                     rank_pattern={"layer.0.attention.self.query": 2, "quer.": 3, r"encoder\.layer\.\d+.*dense": 1},
                     alpha_pattern={"value": 5.5}),
}

# On language models: name of the base, and what the adapter has besides.
MORE = {
    "dora-gpt2": ("gpt2", dict(use_dora=True, trainable_token_indices=[11, 3, 20])),
    "tokens-mistral": ("mistral", dict(trainable_token_indices={"embed_tokens": [7, 12], "lm_head": [12, 30, 7]})),
}


def adapted(auto, base, seed, options):
    model = auto.from_pretrained(base, attn_implementation="eager", dtype=torch.float64)
    config = peft.LoraConfig(r=4, lora_alpha=8, lora_dropout=0.0, **options)
    model = peft.get_peft_model(model, config, autocast_adapter_dtype=False).eval()
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:  # B too: from zero A would have no gradient
                parameter.normal_(0.0, 0.2, generator=generator)
    return model


def plain(name):
    name = name.removeprefix("base_model.model.").replace("lora_magnitude_vector.default.weight", "lora_magnitude_vector")
    return name.removesuffix(".default").replace(".default.", ".").replace(".modules_to_save.", ".")


def linear(model):
    """What decays: factors and the head's weight."""
    return [name for name, value in model.named_parameters()
            if value.requires_grad and value.dim() == 2 and "trainable_tokens" not in name]


def encoder(variant):
    """What an adapter of the encoder learns on: its base, task, rows and labels."""
    bert = next(e for e in encoders.ENCODERS if e.type == "bert")
    options = dict(task_type="SEQ_CLS") | VARIANTS[variant]
    return (bert, "bert", transformers.AutoModelForSequenceClassification, options, encoders.inputs(bert),
            torch.tensor([0, 2, 1, 1, 0, 2]), encoders.document)


def decoder(name, more=None):
    """The same of a language model: every linear layer but the last."""
    one = next(d for d in decoders.DECODERS if d.name == name)
    rows = decoders.inputs(one)
    labels = rows["input_ids"].masked_fill(rows["attention_mask"] == 0, -100)  # the model shifts them by one
    options = dict(task_type="CAUSAL_LM", target_modules="all-linear", fan_in_fan_out=one.type == "gpt2") | (more or {})
    return one, name, transformers.AutoModelForCausalLM, options, rows, labels, decoders.document


def make(folder, resources, subject, seed):
    one, base, auto, options, rows, labels, document_of = subject
    with reference.Float64():
        model = adapted(auto, resources / base, seed, options)
        config = model.peft_config["default"]
        config.base_model_name_or_path = f"../../{base}"
        config.target_modules = sorted(config.target_modules)  # a set has no order of its own
        model.save_pretrained(folder)
        (folder / "README.md").unlink(missing_ok=True)
        output = model(**rows, labels=labels)
        found = reference.gradients(model, output.loss)
        tensors = {"logits": output.logits} | {f"grad/{plain(name)}": value for name, value in found.items()}
        loss = output.loss.item()
        reference.decayed = linear  # the frozen layers inside the adapted ones have no part in it
        steps = reference.learn(model, lambda: model(**rows, labels=labels).loss)
        tensors |= {f"final/{plain(n)}": p for n, p in model.named_parameters() if p.requires_grad}
    training = reference.hyper_parameters(model) | steps
    training["decayed"] = [plain(name) for name in training["decayed"]]
    document = document_of(one, rows, labels, loss=loss, training=training)
    document["versions"] = reference.versions() | {"peft": peft.__version__}
    reference.write(folder, document, tensors)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=encoders.RESOURCES, help="folder with bert/ and the decoders, gets lora/")
    parser.add_argument("--check", action="store_true", help="make them anew elsewhere and compare")
    choice = parser.parse_args()
    torch.set_num_threads(1)
    failed = False
    seeds = ["plain", "rslora", *(d.name for d in decoders.DECODERS), "dora", "patterns", *MORE]
    subjects = {variant: encoder(variant) for variant in VARIANTS} | {d.name: decoder(d.name) for d in decoders.DECODERS}
    subjects |= {name: decoder(base, more) for name, (base, more) in MORE.items()}
    for seed, variant in enumerate(seeds, start=201):
        kept = choice.out / "lora" / variant
        if choice.check:
            with tempfile.TemporaryDirectory() as place:
                make(Path(place), choice.out, subjects[variant], seed)
                found = reference.differences(Path(place), kept)
            print(f"lora/{variant}: {'equal' if not found else ''}", *found, sep="\n  " if found else "")
            failed |= bool(found)
        else:
            make(kept, choice.out, subjects[variant], seed)
            print(f"lora/{variant}: {sum(p.stat().st_size for p in kept.rglob('*') if p.is_file()):,} bytes")
    sys.exit(failed)


if __name__ == "__main__":
    main()
