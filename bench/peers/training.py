# SPDX-License-Identifier: Apache-2.0
"""What the peers share: the encoder with a head, the plain PyTorch loop, what is measured."""

import argparse
import contextlib
import json
import math
import platform
import random
import time
from pathlib import Path

import numpy
import torch
import transformers
from transformers.trainer_pt_utils import get_length_grouped_indices

IGNORED = -100


def options(description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="a Hugging Face directory")
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--test", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="JSON file that gets the result")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--max-steps", type=int, help="stop after so many steps (the schedule is that of all epochs)")
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--learning-rate", type=float, default=2e-4)
    parser.add_argument("--weight-decay", type=float, default=0.01)
    parser.add_argument("--decay-embeddings", action="store_true", help="decay the embedding tables too, as Trainer does")
    parser.add_argument("--warmup", type=float, default=0.06, help="share of the steps")
    parser.add_argument("--clip", type=float, default=1.0)
    parser.add_argument("--dropout", type=float, default=0.1, help="before the head; the encoder keeps its own")
    parser.add_argument("--max-length", type=int, default=128)
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32", help="bf16: autocast over fp32 weights")
    parser.add_argument("--group-by-length", action="store_true", help="batches of similar lengths, as Trainer makes them")
    parser.add_argument("--attention", choices=["sdpa", "eager"], default="sdpa")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    return parser


def encoder(choice):
    config = transformers.AutoConfig.from_pretrained(choice.model)
    more = {"add_pooling_layer": False} if config.model_type in ("bert", "roberta", "xlm-roberta") else {}
    return transformers.AutoModel.from_pretrained(
        choice.model, attn_implementation=choice.attention, dtype=torch.float32, **more
    )


def pooled(hidden, inputs, pooling):
    if pooling == "cls":
        return hidden[:, 0]
    if pooling == "mean":
        mask = inputs["attention_mask"].unsqueeze(-1).to(hidden.dtype)
        return (hidden * mask).sum(1) / mask.sum(1)
    return hidden


class Tuned(torch.nn.Module):
    """An encoder and a linear head on a pooled vector, or on every token (pooling: none)."""

    def __init__(self, choice, outputs, pooling):
        super().__init__()
        self.encoder = encoder(choice)
        self.pooling = pooling
        self.dropout = torch.nn.Dropout(choice.dropout)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, outputs)
        torch.nn.init.normal_(self.head.weight, 0.0, 0.02)
        torch.nn.init.zeros_(self.head.bias)

    def forward(self, inputs):
        hidden = pooled(self.encoder(**inputs).last_hidden_state, inputs, self.pooling)
        return self.head(self.dropout(hidden)).float()


def begin(choice):
    torch.set_num_threads(choice.threads)
    random.seed(choice.seed)
    numpy.random.seed(choice.seed)
    torch.manual_seed(choice.seed)
    return transformers.AutoTokenizer.from_pretrained(choice.model)


def groups(model, choice):
    """Linear weights decay; biases, norms and, unless asked for, embedding tables do not."""
    kinds = (torch.nn.Linear, torch.nn.Embedding) if choice.decay_embeddings else (torch.nn.Linear,)
    names = {f"{name}.weight" for name, module in model.named_modules() if isinstance(module, kinds)}
    named = list(model.named_parameters())
    return [
        {"params": [p for n, p in named if n in names], "weight_decay": choice.weight_decay},
        {"params": [p for n, p in named if n not in names], "weight_decay": 0.0},
    ]


def sequences(row):
    """What the encoder is given of a row: one sequence, or the two of a pair that do not see each other."""
    return row["inputs"] if isinstance(row["inputs"], list) else [row["inputs"]]


def length(row):
    return max(len(sequence["input_ids"]) for sequence in sequences(row))


def collate(tokenizer, rows):
    """Inputs padded to the longest row; the targets as one tensor, token targets padded too."""
    inputs = tokenizer.pad([part for row in rows for part in sequences(row)], padding="longest", return_tensors="pt")
    targets = [row["target"] for row in rows]
    if isinstance(targets[0], list):
        width = inputs["input_ids"].shape[1]
        targets = [target + [IGNORED] * (width - len(target)) for target in targets]
    return dict(inputs), torch.tensor(targets)


def order(lengths, choice):
    if choice.group_by_length:
        return get_length_grouped_indices(lengths, choice.batch_size)
    return torch.randperm(len(lengths)).tolist()


def autocast(choice):
    return torch.autocast("cpu", torch.bfloat16) if choice.precision == "bf16" else contextlib.nullcontext()


def learn(model, tokenizer, rows, loss, choice):
    """The loop. Returns what it measured, a line per epoch."""
    steps = math.ceil(len(rows) / choice.batch_size) * choice.epochs
    optimizer = torch.optim.AdamW(groups(model, choice), lr=choice.learning_rate, fused=True)
    schedule = transformers.get_linear_schedule_with_warmup(optimizer, math.ceil(choice.warmup * steps), steps)
    lengths = [length(row) for row in rows]
    record, done = [], 0
    model.train()
    for epoch in range(choice.epochs):
        start, seen, losses = time.perf_counter(), 0, []
        sequence = order(lengths, choice)
        for at in range(0, len(rows), choice.batch_size):
            if done == (choice.max_steps or steps):
                break
            inputs, targets = collate(tokenizer, [rows[i] for i in sequence[at : at + choice.batch_size]])
            with autocast(choice):
                logits = model(inputs)
            value = loss(logits, targets)
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), choice.clip)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(value.item())
            seen, done = seen + len(targets), done + 1
        if seen:
            seconds = time.perf_counter() - start
            record.append({"epoch": epoch + 1, "rows": seen, "seconds": seconds, "rows_per_second": seen / seconds,
                           "loss": sum(losses) / len(losses)})
            print(json.dumps(record[-1]), flush=True)
    return record


@torch.no_grad()
def predict(model, tokenizer, rows, choice):
    """Logits of every row in the rows' own order; for tokens, those of the row's own positions."""
    model.eval()
    start = time.perf_counter()
    sequence = sorted(range(len(rows)), key=lambda i: length(rows[i]))
    found = [None] * len(rows)
    for at in range(0, len(rows), 64):
        part = sequence[at : at + 64]
        inputs, _ = collate(tokenizer, [rows[i] for i in part])
        with autocast(choice):
            logits = model(inputs)
        for i, value in zip(part, logits):
            found[i] = value[: length(rows[i])] if model.pooling == "none" else value
    return found, time.perf_counter() - start


def peak_bytes():
    """The most that was resident, as the kernel counted it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("no VmHWM in /proc/self/status")


def conclude(choice, epochs, seconds, metrics, labels, predictions):
    training = sum(epoch["seconds"] for epoch in epochs)
    document = {
        "metrics": metrics,
        "epochs": epochs,
        "train_seconds": training,
        "rows_per_second": sum(epoch["rows"] for epoch in epochs) / training,
        "test_seconds": seconds,
        "peak_resident_bytes": peak_bytes(),
        "options": {key: str(value) if isinstance(value, Path) else value for key, value in vars(choice).items()},
        "versions": {"python": platform.python_version(), "torch": torch.__version__,
                     "transformers": transformers.__version__},
        "labels": labels,
        "predictions": predictions,
    }
    choice.out.parent.mkdir(parents=True, exist_ok=True)
    choice.out.write_text(json.dumps(document, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    shown = ("metrics", "train_seconds", "rows_per_second", "test_seconds", "peak_resident_bytes")
    print(json.dumps({key: document[key] for key in shown}))
