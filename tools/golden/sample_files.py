# SPDX-License-Identifier: Apache-2.0
"""The files of a run directory, in the shapes of a real one: recipe, manifest, state, course of training, results."""
import hashlib
import json
import math

from sample_metrics import Chance

TEXT_COLUMNS = "    text: text  # guessed: the only column of texts\n    label: label  # guessed: 14 different values\n"
FULL = "  name: full  # default\n"


def put(folder, name, content):
    folder.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (folder / name).write_bytes(text.encode())


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def state(name, message=""):
    return {"state": name, "created": "2026-03-02T09:14:05Z", "updated": "2026-03-02T09:16:41Z", "message": message}


def data_by_file(train, test, rows):
    return {
        "sha256": {train: sha(train), test: sha(test)},
        "rows": dict(zip(("train", "validation", "test"), rows)),
        "truncated": {"train": 0, "validation": 0, "test": 0},
    }


def data_as_table(train, test, rows):
    """A list of objects: the report makes a table of its own of it."""
    files = [("train", train, rows[0], 105527), ("test", test, rows[2], 31942)]
    keys = ("role", "path", "rows", "bytes", "sha256")
    return {
        "files": [dict(zip(keys, (*file, sha(file[1])))) for file in files],
        "validation_rows": rows[1],
        "truncated_rows": 0,
    }


def manifest(run, data):
    return {
        "data": data,
        "model": {
            "name": "builtin:minilm",
            "base": "sentence-transformers/all-MiniLM-L6-v2",
            "license": "apache-2.0",
            "sha256": sha("builtin:minilm"),
            "parameters": 22713216,
            "learning_parameters": 22718606,
            "dtype": "float32",
        },
        "versions": {"attune": "0.1.0", "java": "17.0.15", "pytorch": "2.10.0", "os": "Linux 6.1 amd64"},
        "machine": {
            "cpu": "Intel Xeon",
            "cpu_features": ["avx2", "avx512_bf16", "avx512f"],
            "threads": 2,
            "precision": "bf16",
            "memory_bytes": 8353824768,
        },
        "seeds": {"seed": 13},
        "timings": {"load_seconds": 1.84, "train_seconds": 131.2, "evaluate_seconds": 4.7, "total_seconds": 139.9},
        "choices": {
            "command": f"./attune train examples/{run}.yaml seed=13",
            "micro_batch_size": 32,
            "max_length": 64,
        },
    }


def recipe(run, task, train, test, columns=TEXT_COLUMNS, method=FULL, rate="2.0e-4", extra=""):
    return f"""model: builtin:minilm
task: {task}
data:
  train: {train}
  validation: 0.1  # default
  test: {test}
  columns:
{columns}  max_length: 64  # derived: the longest training row has 61 tokens
method:
{method}training:
  epochs: 3  # default
  batch_size: 32  # default
  learning_rate: {rate}  # resolved: by method and family
  optimizer: adamw  # default
  schedule: linear  # default
  warmup: 0.06  # default
  weight_decay: 0.01  # default
  precision: bf16  # resolved: this CPU has avx512_bf16
evaluate:
  every: epoch  # default
{extra}seed: 13  # default
output: runs/{run}
"""


def curve(chance, steps, start, end):
    """Losses that fall; the last ten have exactly the mean `end`, which model cards show."""
    floor = end - (start - end) * math.exp(-4.8)
    losses = [
        floor + (start - end) * math.exp(-5 * s / steps) + chance.normal(0.04 + 0.1 * math.exp(-s / 40))
        for s in range(1, steps + 1)
    ]
    off = sum(losses[-10:]) / 10 - end
    losses[-10:] = [loss - off for loss in losses[-10:]]
    return [round(max(0.01, loss), 6) for loss in losses]


def training(seed, per_epoch, start, end, rate, evaluations):
    chance = Chance(seed)
    steps = per_epoch * len(evaluations)
    warm = math.ceil(steps * 0.06)
    rows = []
    for s, loss in enumerate(curve(chance, steps, start, end), 1):
        rows.append({
            "kind": "step",
            "step": s,
            "epoch": round(s / per_epoch, 4),
            "loss": loss,
            "learning_rate": float(f"{rate * min(s / warm, (steps - s) / (steps - warm)):.6g}"),
            "grad_norm": round(1 + abs(chance.normal(0.5)), 4),
            "rows": 32,
            "tokens": int(520 + chance.normal(40)),
            "padded_tokens": 640,
            "rows_per_second": round(262 + chance.normal(9), 2),
            "model_flops_per_second": 1.9e11,
            "resident_bytes": 1_200_000_000 + s * 100_000,
        })
        if s % per_epoch == 0:
            metrics = evaluations[s // per_epoch - 1]
            rows.append({"kind": "evaluation", "step": s, "split": "validation", "metrics": metrics})
    return rows


def criterion(name, rule, value, limit):
    return {"criterion": name, "rule": rule, "value": value, "limit": limit, "passed": value >= limit}


def results(split, baselines):
    return {"splits": {"test": split}, "baselines": baselines, "require": [], "findings": []}
