# SPDX-License-Identifier: Apache-2.0
"""Loads adapters that Attune wrote with PEFT and compares its answers with what was predicted.

    verify_adapter.py RUN ... [--tolerance X]

RUN is a run directory by method lora: `model/` is the adapter, whose adapter_config.json names the base, and
`predictions.jsonl` has probabilities (or a number) for each row. The base gets a fresh head with as many outputs, which
the adapter replaces. Of a language model, trained in fp32 on instructions (columns instruction and input), it has the mean loss of each
answer; rows that were cut are left out. Prints one JSON document. Exit code 1: keys missing or unexpected, or a difference above the
tolerance.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import json
import warnings
from pathlib import Path

import peft
import torch
import transformers

import reference
import verify_saved_model


def load(folder):
    """The adapted model, and what does not fit."""
    config = peft.PeftConfig.from_pretrained(folder)
    own = transformers.AutoConfig.from_pretrained(folder)
    auto = {"SEQ_CLS": transformers.AutoModelForSequenceClassification,
            "TOKEN_CLS": transformers.AutoModelForTokenClassification,
            "CAUSAL_LM": transformers.AutoModelForCausalLM}[config.task_type]
    words, own.vocab_size = own.vocab_size, transformers.AutoConfig.from_pretrained(config.base_model_name_or_path).vocab_size
    base = auto.from_pretrained(config.base_model_name_or_path, config=own, dtype=torch.float32)
    if words != own.vocab_size:  # the vocabulary got tokens; their rows are the adapter's
        base.resize_token_embeddings(words, mean_resizing=False)
    model = peft.PeftModel.from_pretrained(base, folder).eval()
    told = model.load_adapter(folder, adapter_name="default")
    problems = [f"unexpected: {key}" for key in told.unexpected_keys]
    problems += [f"missing: {key}" for key in told.missing_keys if "lora_" in key or "modules_to_save" in key]
    return model, problems


def answer(line, model, tokenizer):
    """How far the mean loss of the answer is from the predicted one; nothing where the row was cut."""
    question = "\n".join(part for part in (line["input"]["instruction"], line["input"].get("input")) if part)
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": line["label"]}]
    row = tokenizer.apply_chat_template(messages, return_dict=True, return_assistant_tokens_mask=True)
    trained = torch.tensor(row["assistant_masks"][1:]).bool()
    if int(trained.sum()) != line["prediction"]["tokens"]:
        return []
    ids = torch.tensor([row["input_ids"]])
    scores = torch.log_softmax(model(input_ids=ids).logits[0, :-1].double(), -1)
    loss = -scores.gather(1, ids[0, 1:, None])[trained].mean().item()
    return [abs(loss - line["prediction"]["loss"])]


def verify(run, tolerance):
    model, problems = load(run / "model")
    tokenizer = transformers.AutoTokenizer.from_pretrained(run / "model")
    limit = json.loads((run / "model" / "attune.json").read_text(encoding="utf-8"))["max_length"]
    config = json.loads((run / "model" / "config.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (run / "predictions.jsonl").read_text(encoding="utf-8").splitlines()]
    found = []
    with torch.no_grad():
        for line in lines:
            if "instruction" in line["input"]:
                found += answer(line, model, tokenizer)
                continue
            inputs = tokenizer(line["input"]["text"], truncation=True, max_length=limit, return_tensors="pt")
            found.append(verify_saved_model.difference(line, model(**inputs).logits[0], config))
    if not found or not max(found) <= tolerance:
        problems.append(f"differs by {max(found, default=None)}, more than {tolerance}")
    return {"loaded_as": type(model.get_base_model()).__name__, "rows": len(found), "problems": problems,
            "max_abs_difference": max(found, default=None)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+", metavar="RUN")
    parser.add_argument("--tolerance", type=float, default=1e-5)
    choice = parser.parse_args()
    warnings.simplefilter("ignore")
    models = {run.resolve().parent.name: verify(run, choice.tolerance) for run in choice.runs}
    print(json.dumps({"models": models, "versions": reference.versions() | {"peft": peft.__version__}}, indent=1))
    sys.exit(any(model["problems"] for model in models.values()))


if __name__ == "__main__":
    main()
