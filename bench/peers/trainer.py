# SPDX-License-Identifier: Apache-2.0
"""Text classification by transformers' own Trainer, as its users run it.

    trainer.py --model DIR --train train.csv --out result.json --mode run-glue|collator|best|compiled --max-steps 100

run-glue: the defaults of Trainer, rows padded to --max-length as the example script run_glue does. collator: the defaults, batches padded
to their longest row, as the library's collator does. best: bf16, batches of similar lengths, torch's fused AdamW. compiled: best, and
torch.compile. Prints "step 1" once the first step was taken. Time is that of the steps behind the
first five, without loading and tokenising.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import json
import time
from pathlib import Path

import torch
import transformers

import table
import training

WARM = 5
GROUPED = {"train_sampling_strategy": "group_by_length"}


class Watch(transformers.TrainerCallback):
    """When each step ended."""

    def __init__(self):
        self.times = []

    def on_train_begin(self, *_, **__):
        self.times = [time.perf_counter()]

    def on_step_end(self, *_, **__):
        self.times.append(time.perf_counter())
        if len(self.times) == 2:
            print("step 1", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--mode", choices=["run-glue", "collator", "best", "compiled"], required=True)
    parser.add_argument("--text", default="text")
    parser.add_argument("--label", default="category")
    parser.add_argument("--max-length", type=int, default=128)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--learning-rate", type=float, default=2e-4)
    parser.add_argument("--max-steps", type=int, required=True)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    choice = parser.parse_args()
    torch.set_num_threads(choice.threads)
    best = choice.mode in ("best", "compiled")
    tokenizer = transformers.AutoTokenizer.from_pretrained(choice.model)
    pairs = table.read(choice.train, [choice.text, choice.label], ",", True)
    names = sorted({label for _, label in pairs})
    padding = "max_length" if choice.mode == "run-glue" else False
    texts = tokenizer([text for text, _ in pairs], truncation=True, max_length=choice.max_length, padding=padding)
    rows = [{**{key: texts[key][i] for key in texts}, "labels": names.index(label)} for i, (_, label) in enumerate(pairs)]
    model = transformers.AutoModelForSequenceClassification.from_pretrained(
        choice.model, num_labels=len(names), dtype=torch.float32)
    watch = Watch()
    arguments = transformers.TrainingArguments(
        output_dir=str(choice.out.parent / "trainer"), use_cpu=True, per_device_train_batch_size=choice.batch_size,
        learning_rate=choice.learning_rate, max_steps=choice.max_steps, report_to=[], save_strategy="no", disable_tqdm=True,
        logging_strategy="no", torch_compile=choice.mode == "compiled", bf16=best,
        **({"optim": "adamw_torch_fused", **GROUPED} if best else {}))
    trainer = transformers.Trainer(
        model=model, args=arguments, train_dataset=rows, callbacks=[watch],
        data_collator=transformers.DataCollatorWithPadding(tokenizer))
    trainer.train()
    seconds = [after - before for before, after in zip(watch.times, watch.times[1:])][WARM:]
    choice.out.write_text(json.dumps({
        "rows_per_second": choice.batch_size * len(seconds) / sum(seconds), "peak_resident_bytes": training.peak_bytes(),
        "versions": {"torch": torch.__version__, "transformers": transformers.__version__}}) + "\n", encoding="utf-8")


main()
