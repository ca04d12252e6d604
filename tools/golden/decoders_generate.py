# SPDX-License-Identifier: Apache-2.0
"""Golden files of generation: how every decoder of decoders.py goes on by itself, and what is left of scores by each filter.

    decoders_generate.py [--check] [--out DIR]

README.md says what is in the files.
"""

import sys

sys.path.append(sys.path.pop(0))  # a script beside this one must not shadow a library of the same name

import argparse
import json
import tempfile
from pathlib import Path

import torch
import transformers
from transformers.generation import logits_process

import decoders
import reference

RESOURCES = decoders.RESOURCES
LENGTHS = [7, 2, 4, 1]
NEW = 8  # gpt2 has 16 positions
SEED = 401
WORDS = 40
SETTINGS = [
    dict(),
    dict(temperature=0.7),
    dict(temperature=2.5),
    dict(top_k=5),
    dict(top_k=1000),
    dict(top_p=0.5),
    dict(top_p=0.95),
    dict(min_p=0.1),
    dict(repetition_penalty=1.3),
    dict(repetition_penalty=0.8, temperature=0.9),
    dict(temperature=0.8, top_k=20, top_p=0.9, min_p=0.05),
    dict(repetition_penalty=1.2, temperature=1.4, top_k=12, top_p=0.8, min_p=0.02),
    dict(temperature=0.3, top_k=1, top_p=0.1, min_p=1.0),
]


def prompts(decoder):
    generator = torch.Generator().manual_seed(SEED + decoder.seed)
    return [torch.randint(3, WORDS, (length,), generator=generator) for length in LENGTHS]


def greedy(decoder, weights, penalty):
    """Each prompt alone: the reference pads on the left, which moves positions that are not told otherwise."""
    model = transformers.AutoModelForCausalLM.from_pretrained(weights, attn_implementation="eager", dtype=torch.float64).eval()
    found = []
    for prompt in prompts(decoder):
        made = model.generate(
            prompt[None], attention_mask=torch.ones_like(prompt[None]), do_sample=False, max_new_tokens=NEW,
            repetition_penalty=penalty, eos_token_id=None, pad_token_id=decoders.PAD, return_dict_in_generate=True,
            output_logits=True)
        new = made.sequences[0, len(prompt):]
        logits = torch.stack([step[0] for step in made.logits])
        chosen = torch.log_softmax(logits, -1).gather(1, new[:, None])[:, 0]
        found.append({"tokens": new.tolist(), "log_probabilities": chosen.tolist()})
    return found


def continuations(out):
    made = {"versions": reference.versions(), "new": NEW}
    with reference.Float64():
        for decoder in decoders.DECODERS:
            weights = RESOURCES / decoder.name
            made[decoder.name] = {"prompts": [prompt.tolist() for prompt in prompts(decoder)],
                                  "greedy": greedy(decoder, weights, 1.0), "penalised": greedy(decoder, weights, 1.7)}
    write(out / "continuations.json", made)


def processors(settings):
    """In the order of transformers' GenerationMixin._get_logits_processor."""
    chain = transformers.LogitsProcessorList()
    if "repetition_penalty" in settings:
        chain.append(logits_process.RepetitionPenaltyLogitsProcessor(settings["repetition_penalty"]))
    if "temperature" in settings:
        chain.append(logits_process.TemperatureLogitsWarper(settings["temperature"]))
    if "top_k" in settings:
        chain.append(logits_process.TopKLogitsWarper(settings["top_k"]))
    if "top_p" in settings:
        chain.append(logits_process.TopPLogitsWarper(settings["top_p"]))
    if "min_p" in settings:
        chain.append(logits_process.MinPLogitsWarper(settings["min_p"]))
    return chain


def distributions(out):
    """Scores of some words, ones of them said before, and the probabilities that each chain of filters leaves."""
    generator = torch.Generator().manual_seed(SEED)
    scores = 2.0 * torch.randn(1, WORDS, generator=generator, dtype=torch.float64)
    scores[0, 7] = scores[0, 21]  # equals stay or go together where only their number is limited
    said = torch.tensor([[3, 9, 3, 21, 30]])
    cases = []
    for settings in SETTINGS:
        kept = processors(settings)(said, scores.clone())
        cases.append({"settings": settings, "probabilities": torch.softmax(kept, -1)[0].tolist()})
    write(out / "distributions.json",
          {"versions": reference.versions(), "scores": scores[0].tolist(), "said": said[0].tolist(), "cases": cases})


def write(file, made):
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in made.items()]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def make(folder):
    continuations(folder)
    distributions(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=RESOURCES / "generate", help="folder that gets the files")
    parser.add_argument("--check", action="store_true", help="make them anew elsewhere and compare")
    choice = parser.parse_args()
    torch.set_num_threads(1)
    if not choice.check:
        make(choice.out)
        print(f"{sum(p.stat().st_size for p in choice.out.iterdir()):,} bytes")
        return
    with tempfile.TemporaryDirectory() as place:
        make(Path(place))
        same = all((Path(place) / p.name).read_bytes() == p.read_bytes() for p in choice.out.iterdir())
    print("equal" if same else "different")
    sys.exit(not same)


if __name__ == "__main__":
    main()
