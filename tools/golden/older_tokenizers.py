#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden files for tokenizers of decoders without tokenizer.json: tiny models trained here, and how transformers converts them.

    python3 tools/golden/older_tokenizers.py core/src/test/resources/golden/tokenizer [LLAMA2_TOKENIZER_MODEL]

Needs transformers 4.57.3, tokenizers 0.22.2, sentencepiece 0.2.3 and protobuf 7.36.2 (an environment of its own: version 5
no longer converts), and the vocabularies that tokenizers.py left there. A model that is there stays. With a real model it
only prints what RealVocabularyTest compares with: the number of merges and the SHA-256 of them all.
"""
import base64
import hashlib
import importlib.util
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path = [p for p in sys.path if Path(p or ".").resolve() != HERE]

import sentencepiece  # noqa: E402
from sentencepiece import sentencepiece_model_pb2  # noqa: E402
from transformers import AutoTokenizer  # noqa: E402

spec = importlib.util.spec_from_file_location("golden_tokenizers", HERE / "tokenizers.py")
golden = importlib.util.module_from_spec(spec)
spec.loader.exec_module(golden)

PARTS = ("added_tokens", "normalizer", "pre_tokenizer", "decoder", "model")


def train(ties=False, rules=None, **options):
    """A SentencePiece model in base64; with ties, three neighbours in the vocabulary have one score."""
    with tempfile.TemporaryDirectory() as directory:
        if rules:
            # A small character map: the usual ones are of a quarter of a megabyte.
            Path(directory, "rules.tsv").write_text("".join(f"{ord(a):x}\t{ord(b):x}\n" for a, b in rules))
            options["normalization_rule_tsv"] = f"{directory}/rules.tsv"
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(golden.CORPUS + ["def  f(x):\n    return   x\n", "aaaa aaa aa bbbb bbb"]),
            model_prefix=f"{directory}/m", character_coverage=0.98, hard_vocab_limit=False, minloglevel=2,
            num_threads=1, **options)
        model = sentencepiece_model_pb2.ModelProto()
        model.ParseFromString(Path(directory, "m.model").read_bytes())
    model.normalizer_spec.ClearField("normalization_rule_tsv")
    if ties:
        for piece in model.pieces:
            if piece.type == 1:
                piece.score = float(round(piece.score / 3))
    model.trainer_spec.ClearField("input")
    return base64.b64encode(model.SerializeToString()).decode("ascii")


def bpe(**options):
    return train(model_type="bpe", byte_fallback=True, normalization_rule_name="identity", split_digits=True,
                 remove_extra_whitespaces=False, allow_whitespace_only_pieces=True, ties=True, **options)


def llama():
    return bpe(vocab_size=520, user_defined_symbols=["[INST]", "▁▁▁▁"])


def gemma():
    return bpe(vocab_size=540, pad_id=0, eos_id=1, bos_id=2, unk_id=3, bos_piece="<bos>", eos_piece="<eos>", add_dummy_prefix=False,
               user_defined_symbols=["<mask>", "<start_of_turn>", "<end_of_turn>", "\n\n", "▁▁", "▁▁▁", "<b>"])


def t5():
    return train(model_type="unigram", vocab_size=260, pad_id=0, eos_id=1, unk_id=2, bos_id=-1,
                 rules=[("\u00a0", " "), ("\t", " "), ("\n", " "), ("\uff28", "H")])


def converted(directory):
    tok = AutoTokenizer.from_pretrained(directory)
    state = json.loads(tok.backend_tokenizer.to_str())
    if state["normalizer"] is None:
        # Without a normalizer the flag says nothing.
        state["added_tokens"] = [t | {"normalized": False} for t in state["added_tokens"]]
    special = set(tok.all_special_ids) - {tok.unk_token_id}
    found = [golden.case(tok, special, t) for t in golden.TEXTS] + [golden.case(tok, special, a, b) for a, b in golden.PAIRS]
    return {k: state[k] for k in PARTS}, found


def write(folder, name, config, files, model=None):
    file = folder / f"{name}.json"
    files = dict(files)
    if model:
        which, make = model
        files[which] = json.loads(file.read_text("utf-8"))["files"][which] if file.exists() else make()
    files["tokenizer_config.json"] = json.dumps(config)
    with tempfile.TemporaryDirectory() as directory:
        for path, text in files.items():
            Path(directory, path).write_bytes(base64.b64decode(text) if path.endswith(".model") else text.encode("utf-8"))
        parts, cases = converted(directory)
    versions = golden.VERSIONS | {"sentencepiece": sentencepiece.__version__}
    file.write_text(json.dumps({"versions": versions, "files": files, "cases": cases, "converted": parts},
                               ensure_ascii=False, separators=(",", ":")), "utf-8")


def merges(folder, name):
    model = json.loads((folder / f"{name}.tokenizer.json").read_text("utf-8"))["model"]
    return {"vocab.json": json.dumps(model["vocab"], ensure_ascii=False),
            "merges.txt": "#version: 0.2\n" + "".join(" ".join(m) + "\n" for m in model["merges"])}


def token(content, special=True):
    return {"content": content, "lstrip": False, "normalized": False, "rstrip": False, "single_word": False,
            "special": special}


def main(folder):
    write(folder, "llama-legacy", {"tokenizer_class": "LlamaTokenizer", "add_eos_token": True}, {},
          ("tokenizer.model", llama))
    # The same model, so that the three differ by their configurations alone.
    model = json.loads((folder / "llama-legacy.json").read_text("utf-8"))["files"]["tokenizer.model"]
    write(folder, "llama-first", {"tokenizer_class": "LlamaTokenizer", "legacy": False, "add_bos_token": True},
          {"tokenizer.model": model})
    write(folder, "llama-none", {"tokenizer_class": "LlamaTokenizer", "add_prefix_space": False, "add_bos_token": False},
          {"tokenizer.model": model})
    write(folder, "gemma", {"tokenizer_class": "GemmaTokenizer"}, {}, ("tokenizer.model", gemma))
    write(folder, "t5", {"tokenizer_class": "T5Tokenizer", "extra_ids": 3}, {}, ("spiece.model", t5))
    qwen = merges(folder, "roberta")
    size = len(json.loads(qwen["vocab.json"]))
    tokens = [token("<|endoftext|>"), token("<|im_start|>"), token("<|im_end|>"), token("<tool_call>", False)]
    write(folder, "qwen2", {
        "tokenizer_class": "Qwen2Tokenizer", "add_prefix_space": False, "bos_token": None, "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>", "unk_token": None, "additional_special_tokens": ["<|im_start|>", "<|im_end|>"],
        "added_tokens_decoder": {str(size + i): t for i, t in enumerate(tokens)}}, qwen)
    write(folder, "gpt2", {"tokenizer_class": "GPT2Tokenizer", "add_bos_token": True}, merges(folder, "modernbert"))


def real(file):
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "tokenizer.model").write_bytes(Path(file).read_bytes())
        Path(directory, "tokenizer_config.json").write_text('{"tokenizer_class": "LlamaTokenizer"}')
        state = json.loads(AutoTokenizer.from_pretrained(directory).backend_tokenizer.to_str())
    found = state["model"]["merges"]
    print(len(found), hashlib.sha256("\n".join(" ".join(m) for m in found).encode("utf-8")).hexdigest())


if __name__ == "__main__":
    real(sys.argv[2]) if len(sys.argv) > 2 else main(Path(sys.argv[1]))
