#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden file for texts with special tokens in them: what transformers makes of the joined text without a template.

    python3 tools/golden/segments.py core/src/test/resources/golden/tokenizer

Needs the tokenizers that tokenizers.py left there, transformers 5.23.0 and tokenizers 0.23.3. A variant is one of them
with some sections replaced. How the text is cut into segments does not change what transformers answers; special tokens
stand in markup only. Offsets are in UTF-16 units.
"""
import json
import random
import sys
from pathlib import Path

# The script tokenizers.py is called like the library: this folder must not come first.
sys.path = [p for p in sys.path if Path(p or ".").resolve() != Path(__file__).resolve().parent]

import tokenizers  # noqa: E402
import transformers  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from transformers import PreTrainedTokenizerFast  # noqa: E402

QWEN = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
        r"|\s*[\r\n]+|\s+(?!\S)|\s+")
TEXTS = ["The quick brown fox", " ", "\n", "  two  blanks ", "naïve café", "东京 北京", "😀 fun 👨‍👩‍👧", "e\u0301",
         "it's", "x", "", "\n\n", "user", "▁low", "the lazy dog.\n", "1,000", "\tTab", "<b>", "|||EMAIL|||", "|||PHONE|||"]


def added(content, id, special=True, **flags):
    return {"id": id, "content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
            "special": special} | flags


def variants(states):
    llama, roberta = states["llama"], states["roberta"]
    for name in states:
        yield name, name, {}
    size = len(llama["model"]["vocab"])
    flagged = [added("<unk>", 0), added("<s>", 1, lstrip=True), added("</s>", 2, rstrip=True),
               added("<|user|>", size, single_word=True), added("<|end|>", size + 1, lstrip=True, rstrip=True),
               added("[INST]", size + 2, normalized=True), added("mid", size + 3, single_word=True),
               added("<tool>", size + 4, special=False), added("<s>x", size + 5, special=False)]
    first = {"normalizer": None, "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first",
             "split": False}}
    blank = {"normalizer": {"type": "Replace", "pattern": {"String": " "}, "content": "▁"},
             "pre_tokenizer": {"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious",
                               "invert": False},
             "decoder": {"type": "Sequence", "decoders": llama["decoder"]["decoders"][:3]}}
    yield "llama-flags", "llama", {"added_tokens": flagged}
    yield "llama-first", "llama", first
    yield "llama-first-flags", "llama", first | {"added_tokens": flagged}
    yield "llama-normalized", "llama", {"added_tokens": [t | {"normalized": True} for t in llama["added_tokens"]]}
    yield "llama-blank", "llama", blank | {"added_tokens": llama["added_tokens"] + [
        added(b * n, size + i, special=False) for i, (b, n) in enumerate([(" ", 3), ("\n", 2), ("▁", 2)])]}
    size = len(roberta["model"]["vocab"])
    yield "roberta-qwen", "roberta", {
        "normalizer": {"type": "NFC"}, "post_processor": {"type": "ByteLevel", "add_prefix_space": False,
                                                          "trim_offsets": False, "use_regex": False},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": QWEN}, "behavior": "Isolated", "invert": False},
            {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}]},
        "added_tokens": roberta["added_tokens"] + [added("<|im_start|>", size), added("<|im_end|>", size + 1),
                                                   added("<tool_call>", size + 2, special=False)]}


def units(text):
    table = [0]
    for c in text:
        table.append(table[-1] + (2 if ord(c) > 0xFFFF else 1))
    return table


def conversation(random, special, plain):
    """Markup and literal segments in turn; special tokens in markup alone."""
    segments = []
    for i in range(random.randrange(1, 7)):
        markup = random.random() < 0.6
        parts = random.choices(TEXTS + plain + (special * 3 if markup else []), k=random.randrange(0, 5))
        segments.append(["".join(parts), markup])
    return segments


def main(folder):
    names = ["wordpiece", "roberta", "unigram", "modernbert", "llama"]
    states = {n: json.loads((folder / f"{n}.tokenizer.json").read_text("utf-8")) for n in names}
    draw = random.Random(5)
    out = []
    for name, base, changes in variants(states):
        rust = Tokenizer.from_str(json.dumps(states[base] | changes))
        tok = PreTrainedTokenizerFast(tokenizer_object=rust, clean_up_tokenization_spaces=False)
        tokens = [t for t in (states[base] | changes)["added_tokens"]]
        special = [t["content"] for t in tokens if t["special"]]
        plain = [t["content"] for t in tokens if not t["special"]]
        # tokenizers 0.23 spells a token of the normalized text as it is normalized and then takes it for no special one,
        # 0.21 and 0.22 do not: no text to compare with.
        spelled = not any(t["special"] and t["normalized"] for t in tokens)
        cases = []
        while len(cases) < 40:
            segments = conversation(draw, special, plain)
            literal = "\0".join(s if not m else "\0" for s, m in segments)
            if any(t in literal for t in special):
                continue
            text = "".join(s for s, _ in segments)
            found = tok(text, add_special_tokens=False, return_offsets_mapping=True)
            table = units(text)
            cases.append({"segments": segments, "ids": found["input_ids"],
                          "start": [table[a] for a, _ in found["offset_mapping"]],
                          "end": [table[b] for _, b in found["offset_mapping"]],
                          "decoded": tok.decode(found["input_ids"]) if spelled else None,
                          "plain": tok.decode(found["input_ids"], skip_special_tokens=True) if spelled else None})
        out.append({"name": name, "of": base, "changes": changes, "cases": cases})
    golden = {"versions": {"transformers": transformers.__version__, "tokenizers": tokenizers.__version__}, "variants": out}
    (folder / "segments.json").write_text(json.dumps(golden, ensure_ascii=False, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
