#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the tokenizers of golden/tokenizer make of texts once tokens were added to them by transformers.

    python3 tools/golden/new_tokens.py ../../core/src/test/resources/golden/tokenizer

Special tokens stay text (split_special_tokens), as everywhere here. Versions as in requirements.txt.
"""
import json
import sys
from pathlib import Path

sys.path = [p for p in sys.path if Path(p or ".").resolve() != Path(__file__).resolve().parent]

from tokenizers import AddedToken  # noqa: E402
from transformers import PreTrainedTokenizerFast  # noqa: E402

PLAIN = ["<tool>", "brûlée", "fox"]  # the last one may be a word of the vocabulary
SPECIAL = ["<|turn|>", "<|over|>"]
TEXTS = [
    "a <tool>call</tool> for the crème brûlée",
    "the quick foxes <TOOL> and <|turn|> stays text",
    "<tool><tool> fox",
    "nothing new here",
]


def main():
    folder = Path(sys.argv[1])
    found = {}
    for name in ["wordpiece", "roberta", "unigram", "modernbert", "llama"]:
        tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / f"{name}.tokenizer.json"))
        tokenizer.add_tokens([AddedToken(token, normalized=False) for token in PLAIN])
        tokenizer.add_tokens([AddedToken(token, normalized=False, special=True) for token in SPECIAL], special_tokens=True)
        content = PreTrainedTokenizerFast(tokenizer_object=tokenizer._tokenizer, split_special_tokens=True)
        found[name] = {
            "size": len(tokenizer),
            "ids": {token: tokenizer.convert_tokens_to_ids(token) for token in PLAIN + SPECIAL},
            "texts": [content(text, add_special_tokens=False)["input_ids"] for text in TEXTS],
        }
    document = {"plain": PLAIN, "special": SPECIAL, "texts": TEXTS, "tokenizers": found}
    (folder / "new-tokens.json").write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")


main()
