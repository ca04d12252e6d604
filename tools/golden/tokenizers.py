#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden files for the tokenizer package: tiny tokenizers trained here, and what transformers makes of texts with them.

    python3 tools/golden/tokenizers.py core/src/test/resources/golden/tokenizer

Needs transformers 5.23.0 and tokenizers 0.23.3 (also run against 4.57.3 and 0.22.2: the same results).
The XLM-RoBERTa file alone needs transformers 4.57.3 with sentencepiece 0.2.3 and protobuf 7.36.2 (5.23.0 no longer
converts); it is left as it is where sentencepiece is missing.
Encodings are made with split_special_tokens=True; offsets are written in UTF-16 units, -1 for special tokens.
"""
import base64
import json
import sys
import tempfile
from pathlib import Path

# This file is called like the library: its own folder must not come first.
sys.path = [p for p in sys.path if Path(p or ".").resolve() != Path(__file__).resolve().parent]

import tokenizers  # noqa: E402
import transformers  # noqa: E402
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers  # noqa: E402
from tokenizers import pre_tokenizers, processors, trainers  # noqa: E402
from transformers import AutoTokenizer, PreTrainedTokenizerFast  # noqa: E402

try:
    import sentencepiece
except ImportError:
    sentencepiece = None

CORPUS = [
    "The quick brown fox jumps over the lazy dog while the sun sets behind the old mill.",
    "My card payment was declined yesterday, and I was charged twice for the same top-up!",
    "How do I change the address on my account? I moved to a new flat in March.",
    "Naïve café owners in Zürich serve crème brûlée; señor Muñoz prefers jalapeño soup.",
    "Numbers such as 3.14159, 42 and 1,000,000 appear in tables, dates (2024-01-31) and prices: €5.99.",
    "東京は日本の首都です。北京是中国的首都。",
    "She said: \"it's the other's fault, we've done what we'll do\" -- and left.",
    "Emoji are fun 😀 🎉, families too 👨‍👩‍👧, and flags 🇩🇪.",
    "Привет, мир! Как дела? שלום עולם. مرحبا بالعالم.",
    "Tokenizers split words into pieces; pieces become numbers; numbers become vectors.",
    "Running, runner, runs, ran; walking, walker, walks, walked; talking, talker, talks, talked.",
]

TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "",
    " ",
    "   leading and   many    inner spaces  ",
    "tabs\tand\r\nCRLF and\nnewlines\n\n\nend",
    "Crème brûlée à la café, NAÏVE Zürich; e\u0301 combining",
    "東京は日本の首都です。mixed 北京 text",
    "Emoji 😀 and family 👨‍👩‍👧 then 🇩🇪 flag, done",
    "𝒳 mathematical 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 x",
    "supercalifragilisticexpialidocious" * 8,
    "it's the other's fault, we've done what we'll do",
    "prices: €5.99, $3.14159 and 1,000,000 (2024-01-31)",
    "a [SEP] b [CLS] c [MASK] [UNK] [PAD] d",
    "a </s> b <s> c <mask> <unk> <pad> d<s>e",
    "control \u0000 \u0007 \u200b zero\u00a0width nbsp \ufeff bom \ufffd",
    "שלום עולם مرحبا بالعالم Привет ДА",
    "ＦＵＬＬ ｗｉｄｔｈ ﬁ ligature ½ ™ Ⅷ",
    "İstanbul ǅ ß ΣΑΣ",
    "x=1;if(y<2){z[3]->w++;}//comment_with_underscore",
    "|||EMAIL||| and |||PHONE||| are added",
    "😀",
    "." * 40,
]
LONG = "The old dog walked over the mill and the lazy fox talked to the quick brown runner about naïve 😀 numbers."
PAIRS = [
    ("The quick fox", "jumps over the lazy dog"),
    ("", ""),
    ("a question?", ""),
    ("", "an answer"),
    (LONG, "short one"),
    ("short one", LONG),
    (LONG, LONG[10:]),
    ("a [SEP] </s> b", "c <s> [CLS] d"),
]
WORDS = [
    ["The", "quick", "brown", "fox"],
    [],
    ["naïve", "", "😀x", "it's", "東京", " "],
    ["[SEP]", "a", "</s>", "b\tc"],
    LONG.split(),
]


def utf16(text):
    """Offsets in UTF-16 units for each offset in code points."""
    table = [0]
    for c in text:
        table.append(table[-1] + (2 if ord(c) > 0xFFFF else 1))
    return table


def row(encoding, texts, words):
    tables = [utf16(t) for t in texts]
    start, end, index = [], [], []
    for i, (a, b) in enumerate(encoding.offsets):
        if encoding.special_tokens_mask[i]:
            start.append(-1), end.append(-1), index.append(-1)
            continue
        which = encoding.word_ids[i] if words else encoding.sequence_ids[i]
        start.append(tables[which][a]), end.append(tables[which][b])
        index.append(encoding.word_ids[i] if words else -1)
    return {"ids": encoding.ids, "types": encoding.type_ids, "word": index, "start": start, "end": end}


def case(tok, special, text, pair=None, words=None, length=None, side="right", stride=0):
    tok.truncation_side = side
    options = {"truncation": length is not None, "max_length": length, "split_special_tokens": True}
    if stride:
        options.update(stride=stride, return_overflowing_tokens=True)
    if words is not None:
        result = tok(words, is_split_into_words=True, **options)
    elif pair is not None:
        # As a batch: a lone row with an empty second text would lose its second separator.
        result = tok([text], [pair], **options)
    else:
        result = tok(text, **options)
    rows = [row(e, words if words is not None else [text, pair or ""], words is not None) for e in result.encodings]
    entry = {"text": text, "pair": pair, "words": words, "length": length, "side": side, "stride": stride}
    # A SentencePiece vocabulary holds "<s>" as a piece, and transformers finds it there even so: such rows only show
    # that ours has no special token where transformers has one.
    entry["special"] = any(i in special and r["start"][k] >= 0 for r in rows for k, i in enumerate(r["ids"]))
    entry["rows"] = rows
    return entry


def cases(tok, split):
    special = set(tok.all_special_ids) - {tok.unk_token_id}
    found = [case(tok, special, t) for t in TEXTS]
    for length in (5, 9):
        for side in ("right", "left"):
            found += [case(tok, special, t, length=length, side=side) for t in (LONG, TEXTS[6], TEXTS[7], "a")]
            found += [case(tok, special, a, b, length=length, side=side) for a, b in PAIRS]
            for stride in (1, 2):
                found += [case(tok, special, t, length=length, side=side, stride=stride) for t in (LONG, "", "a b c")]
    found += [case(tok, special, a, b) for a, b in PAIRS]
    for words in WORDS:
        found.append(case(split, special, None, words=words))
        found.append(case(split, special, None, words=words, length=7))
        found.append(case(split, special, None, words=words, length=7, side="left", stride=2))
    return found


def decoded(tok):
    return [{"ids": tok(t)["input_ids"], "text": tok.decode(tok(t)["input_ids"], skip_special_tokens=True,
             clean_up_tokenization_spaces=False)} for t in TEXTS[:11]]


def fast(rust, **roles):
    return PreTrainedTokenizerFast(tokenizer_object=rust, clean_up_tokenization_spaces=False, **roles)


BERT_ROLES = dict(unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]")
FAIRSEQ_ROLES = dict(bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>", cls_token="<s>",
                     sep_token="</s>", mask_token="<mask>")


def wordpiece():
    rust = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    rust.normalizer = normalizers.BertNormalizer(lowercase=True)
    rust.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    rust.decoder = decoders.WordPiece()
    rust.train_from_iterator(CORPUS, trainers.WordPieceTrainer(vocab_size=420, show_progress=False,
                             special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]))
    rust.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return rust, BERT_ROLES


def roberta():
    rust = Tokenizer(models.BPE())
    rust.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    rust.decoder = decoders.ByteLevel()
    rust.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=480, show_progress=False,
                             initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
                             special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"]))
    rust.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    rust.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    return rust, FAIRSEQ_ROLES


def unigram():
    rust = Tokenizer(models.Unigram())
    rust.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    rust.pre_tokenizer = pre_tokenizers.Metaspace()
    rust.decoder = decoders.Metaspace()
    rust.train_from_iterator(CORPUS, trainers.UnigramTrainer(vocab_size=300, show_progress=False, unk_token="<unk>",
                             special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"]))
    rust.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return rust, FAIRSEQ_ROLES


def modernbert():
    rust = Tokenizer(models.BPE())
    rust.normalizer = normalizers.NFC()
    rust.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    rust.decoder = decoders.ByteLevel()
    rust.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=460, show_progress=False,
                             initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
                             special_tokens=["<|endoftext|>", "<|padding|>"]))
    rust.add_tokens([AddedToken(t, normalized=False) for t in ("|||EMAIL|||", "   ", "  ")])
    rust.add_tokens([AddedToken("|||PHONE|||", normalized=True)])
    rust.add_special_tokens(["[UNK]", "[CLS]", "[SEP]", "[PAD]", AddedToken("[MASK]", lstrip=True)])
    ids = [(t, rust.token_to_id(t)) for t in ("[CLS]", "[SEP]")]
    rust.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=ids)
    return rust, BERT_ROLES


def llama():
    rust = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    rust.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    rust.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
                                      decoders.Strip(" ", 1, 0)])
    rust.train_from_iterator(CORPUS[:5], trainers.BpeTrainer(vocab_size=500, show_progress=False, max_token_length=8,
                             special_tokens=["<unk>", "<s>", "</s>"] + [f"<0x{i:02X}>" for i in range(256)]))
    # The byte pieces are of the model, not special: leave the three real ones.
    state = json.loads(rust.to_str())
    state["added_tokens"] = state["added_tokens"][:3]
    rust = Tokenizer.from_str(json.dumps(state))
    rust.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)])
    return rust, dict(bos_token="<s>", eos_token="</s>", unk_token="<unk>")


VERSIONS = {"transformers": transformers.__version__, "tokenizers": tokenizers.__version__}


def write(folder, name, rust, roles, split, **options):
    tok = fast(rust, **roles)
    out = {"versions": VERSIONS,
           "special": {k.removesuffix("_token"): rust.token_to_id(v) for k, v in roles.items()},
           "size": rust.get_vocab_size(), "cases": cases(tok, fast(split, **roles, **options)), "decoded": decoded(tok)}
    (folder / f"{name}.tokenizer.json").write_text(
        json.dumps(json.loads(rust.to_str()), ensure_ascii=False, separators=(",", ":")), "utf-8")
    (folder / f"{name}.json").write_text(json.dumps(out, ensure_ascii=False, separators=(",", ":")), "utf-8")


def write_older(folder, name, files, binary=()):
    """A directory of the older formats, as AutoTokenizer reads it; binary files are given and kept in base64."""
    with tempfile.TemporaryDirectory() as directory:
        for file, text in files.items():
            path = Path(directory) / file
            path.write_bytes(base64.b64decode(text) if file in binary else text.encode("utf-8"))
        tok = AutoTokenizer.from_pretrained(directory)
        special = set(tok.all_special_ids) - {tok.unk_token_id}
        found = [case(tok, special, t) for t in TEXTS] + [case(tok, special, a, b) for a, b in PAIRS]
    (folder / f"{name}.json").write_text(
        json.dumps({"versions": VERSIONS, "files": files, "cases": found}, ensure_ascii=False, separators=(",", ":")), "utf-8")


def sentencepiece_model():
    """XLM-RoBERTa's layout, with a small character map and a piece that matches as a whole."""
    with tempfile.TemporaryDirectory() as directory:
        rules = [("\ufb01", "fi"), ("\u2122", "tm"), ("\u00a0", " "), ("\t", " "), ("\n", " "), ("\r", ""), ("\uff28", "H")]
        Path(directory, "rules.tsv").write_text("".join(
            " ".join(f"{ord(c):x}" for c in a) + "\t" + " ".join(f"{ord(c):x}" for c in b) + "\n" for a, b in rules))
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(CORPUS), model_prefix=f"{directory}/m", vocab_size=250, model_type="unigram",
            normalization_rule_tsv=f"{directory}/rules.tsv", character_coverage=1.0, hard_vocab_limit=False,
            user_defined_symbols=["||"], minloglevel=2)
        return base64.b64encode(Path(directory, "m.model").read_bytes()).decode("ascii")


def trained(folder, name, make):
    """Training is not the same twice: a tokenizer that is there stays. Delete it to train it anew."""
    rust, roles = make()
    file = folder / f"{name}.tokenizer.json"
    return (Tokenizer.from_file(str(file)) if file.exists() else rust), roles


def with_prefix_space(rust):
    """As RoBERTa's own class wants it for words."""
    state = json.loads(rust.to_str())
    state["pre_tokenizer"]["add_prefix_space"] = state["post_processor"]["add_prefix_space"] = True
    return Tokenizer.from_str(json.dumps(state))


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (("wordpiece", wordpiece), ("unigram", unigram), ("modernbert", modernbert), ("llama", llama)):
        rust, roles = trained(folder, name, make)
        write(folder, name, rust, roles, rust)
    rust, roles = trained(folder, "roberta", roberta)
    write(folder, "roberta", rust, roles, with_prefix_space(rust), add_prefix_space=True)

    state = json.loads(trained(folder, "wordpiece", wordpiece)[0].to_str())
    pieces = sorted(state["model"]["vocab"].items(), key=lambda entry: entry[1])
    for cased in (False, True):
        config = {"tokenizer_class": "BertTokenizer", "do_lower_case": not cased}
        write_older(folder, "bert-cased" if cased else "bert-uncased",
                    {"vocab.txt": "".join(p + "\n" for p, _ in pieces), "tokenizer_config.json": json.dumps(config)})
    model = json.loads(rust.to_str())["model"]
    merges = "#version: 0.2\n" + "".join(" ".join(m) + "\n" for m in model["merges"])
    write_older(folder, "roberta-merges", {
        "vocab.json": json.dumps(model["vocab"], ensure_ascii=False), "merges.txt": merges,
        "tokenizer_config.json": json.dumps({"tokenizer_class": "RobertaTokenizer"})})

    if sentencepiece is not None:
        file = folder / "xlm-roberta.json"
        model = json.loads(file.read_text("utf-8"))["files"]["sentencepiece.bpe.model"] if file.exists() else None
        write_older(folder, "xlm-roberta", {
            "sentencepiece.bpe.model": model or sentencepiece_model(),
            "config.json": json.dumps({"model_type": "xlm-roberta"})}, binary=("sentencepiece.bpe.model",))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
