# SPDX-License-Identifier: Apache-2.0
"""Writes the golden values of the metrics of generated text, and of the stemmer that ROUGE may use.

Reference: sacrebleu, and rouge_score with nltk's stemmer, pinned in requirements-metrics.txt; SQuAD v1.1's exact match and F1 are
written here from their published description. Run from the repository's root:

    python -m venv VENV && VENV/bin/pip install -r tools/golden/requirements-metrics.txt
    VENV/bin/python tools/golden/text_metrics.py

`text_metrics.py SEED PAIRS FOLDER` makes other files, as large as wanted, to compare with at length.
Texts are put together from the lists below and mutated; none is anybody else's.
"""
import collections
import importlib.metadata
import itertools
import json
import pathlib
import random
import re
import string
import sys

from nltk.stem.porter import PorterStemmer
from rouge_score import rouge_scorer
from sacrebleu.metrics import BLEU, CHRF

OUT = pathlib.Path(__file__).parents[2] / "core/src/test/resources/golden/metrics"
VERSIONS = {"python": sys.version.split()[0]} | {
    name: importlib.metadata.version(name) for name in ("sacrebleu", "rouge-score", "nltk")}

WORDS = """the a an and of to in is was river stone lantern quickly running runners ran bakery baker baked breads happily
happiness relational conditions generalization national cities flying tried trying agreed agreement hopping falling opposed
Berlin Ada Kyoto O'Neil don't it's state-of-the-art e-mail U.S. Ph.D. etc. café naïve Straße ÉCOLE İstanbul ΣΊΣΥΦΟΣ Москва
река مرحبا नदी 河 東京都 これは テスト 서울 😀 👩‍👩‍👧 🇩🇪 e\u0301tude the\u0301 a\u0301 K Å ﬁne ½ x² Ⅷ ٣ ３""".split()
NUMBERS = "0 7 42 3.14 .5 5. 1,234 1,234.50 -8 −8 10-12 1990s $19.99 €5 50% 2nd 1/2 007 1e3 3,14".split()
MARKS = list(string.punctuation) + ["...", "--", "“", "”", "’", "—", "…", "¿", "。", "、", "！"]
ODD = ["<skipped>", "&quot;", "&amp;", "&lt;", "&gt;", "&amp;lt;", "&nbsp;", "-\n", "\n", "\t", "\u00a0", "\u3000", "\u001c",
       "\u0085", "\u200b", "\u2028", "\ufeff", "\r\n", "$1", "\\1", "_a_", "a", "the", "The", "AN", "the.", "an-a", ""]


def text(rng):
    words = []
    for _ in range(rng.choice([0, 1, 2, 3, 4, 5, 8, 8, 12])):
        kind = rng.random()
        words.append(rng.choice(WORDS if kind < 0.75 else NUMBERS if kind < 0.85 else ODD if kind < 0.9 else MARKS))
        if rng.random() < 0.1:
            words[-1] += rng.choice(MARKS)
        if rng.random() < 0.05:
            words[-1] = rng.choice(MARKS) + words[-1]
    return rng.choice(["", " "]).join(words) if rng.random() < 0.1 else " ".join(words)


def mutated(rng, source):
    words = source.split(" ")
    for _ in range(rng.choice([0, 1, 1, 2, 4])):
        at = rng.randrange(len(words) + 1)
        change = rng.randrange(7)
        if change == 0:
            words.insert(at, rng.choice(WORDS + NUMBERS + ODD))
        elif at < len(words):
            if change == 1:
                del words[at]
            elif change == 2:
                words[at] = words[at].swapcase()
            elif change == 3:
                words[at:at] = [words[at]] * rng.randrange(1, 4)
            elif change == 4:
                words[at] += rng.choice(MARKS)
            elif change == 5:
                cut = rng.randrange(len(words[at]) + 1)
                words[at] = words[at][:cut] + words[at][cut + 1:]
            else:
                rng.shuffle(words)
    return " ".join(words)


def normalised(answer):
    kept = "".join(c for c in answer.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", kept).split())


def f1(prediction, reference):
    said, truth = normalised(prediction).split(), normalised(reference).split()
    common = sum((collections.Counter(said) & collections.Counter(truth)).values())
    if common == 0:
        return 0.0
    precision, recall = common / len(said), common / len(truth)
    return 2 * precision * recall / (precision + recall)


SENTENCE_BLEU = BLEU(effective_order=True)
CHRFS = {"chrf": CHRF(), "chrf++": CHRF(word_order=2)}
ROUGES = ["rouge1", "rouge2", "rougeL"]
SCORERS = [rouge_scorer.RougeScorer(ROUGES, use_stemmer=stem) for stem in (False, True)]


def row(prediction, references):
    """Exact match, F1, BLEU, chrF, chrF++, ROUGE without and ROUGE with the stemmer."""
    values = [float(any(normalised(prediction) == normalised(r) for r in references)),
              max(f1(prediction, r) for r in references),
              SENTENCE_BLEU.sentence_score(prediction, references).score]
    values += [chrf.sentence_score(prediction, references).score for chrf in CHRFS.values()]
    for scorer in SCORERS:
        scores = scorer.score_multi(references, prediction)
        values += [float(scores[name].fmeasure) for name in ROUGES]
    return [prediction, references, values]


def corpus(name, pairs):
    predictions = [p for p, _ in pairs]
    streams = [list(stream) for stream in itertools.zip_longest(*(r for _, r in pairs))]
    rows = [row(p, r) for p, r in pairs]
    columns = list(zip(*(values for _, _, values in rows)))
    metrics = {"exact_match": columns[0], "token_f1": columns[1], "rouge1": columns[5], "rouge2": columns[6],
               "rougeL": columns[7]}
    metrics = {key: sum(values) / len(values) for key, values in metrics.items()}
    metrics["bleu"] = BLEU().corpus_score(predictions, streams).score
    metrics["chrf"] = CHRFS["chrf"].corpus_score(predictions, streams).score
    return {"name": name, "metrics": metrics, "chrf++": CHRFS["chrf++"].corpus_score(predictions, streams).score, "rows": rows}


def corpora(rng, pairs):
    def some(count, most_references):
        made = []
        for _ in range(count):
            source = text(rng)
            references = [mutated(rng, source) for _ in range(rng.randint(1, most_references))]
            made.append((mutated(rng, source) if rng.random() < 0.9 else text(rng), references))
        return made

    same = text(random.Random(7))
    return [
        corpus("one reference", some(pairs // 2, 1)),
        corpus("up to four references", some(pairs // 4, 4)),
        corpus("few rows", some(3, 2)),
        corpus("perfect", [(p, [p]) for p, _ in some(12, 1)]),
        corpus("nothing said", [("", r) for _, r in some(10, 2)]),
        corpus("nothing in common", [("stone lantern river bakery", ["xyz qqq", "uvw"]), ("ab", ["cd"])]),
        corpus("short texts", [("river", ["river"]), ("a stone", ["the stone"]), ("I", ["I"])]),
        corpus("long repetitions", [("the the the the the the the", ["the river is the the stone"]), (same * 9, [same * 11])]),
        corpus("all empty", [("", [""]), (" ", ["\n"])]),
    ]


ROOTS = """relat condit ration valenc hesit digit conform radic differ vile analog vietnam predic operat feud decis hope callous
formal sens tripl form electr good reviv allow infer airlin gyroscop adjust defens irrit replac depend adopt homolog commun
activ angular effect bowdler prob rat ceas control roll fly try enjoy say play sky cry agree feed plaster bled motor sing
conflat troubl siz hop tann fall hiss fizz fail fil happ spy toy syzyg yyy geolog apolog theolog log full wonder spoon use
us bus gas kiss lens ti di li pi be see free w x ox ab 2019 h2o mp3 ion station nation question press bell tell add egg""".split()
ENDINGS = """s es ies sses ed eed ied ing ying y ational tional enci ency anci ancy izer bli ably ible able alli ally entli ently
eli ely ousli ously ization ation ator alism iveness fulness ousness aliti ality iviti ivity biliti bility fulli fully logi logy
icate ative alize iciti icity ical ful ness al ance ence er ic ant ement ment ent ion sion tion ou ism ate iti ous ive ize e l
ll lling ssed zzing""".split()
IRREGULAR = """sky skies dying lying tying news innings inning outings outing cannings canning howe proceed exceed succeed
ties dies tied died cries aed ing ed y a by""".split()


def stems(rng, count):
    words = sorted({root + ending for root in ROOTS for ending in ENDINGS})
    chosen = sorted(set(rng.sample(words, min(count, len(words))) + ROOTS + IRREGULAR))
    stemmer = PorterStemmer()
    return [[word, stemmer.stem(word)] for word in chosen]


def write(folder, name, cases):
    folder.mkdir(parents=True, exist_ok=True)
    lines = json.dumps({"versions": VERSIONS, "cases": cases}, separators=(",", ":"))
    (folder / f"{name}.json").write_text(lines.replace('{"name"', '\n{"name"') + "\n")


if __name__ == "__main__":
    seed, pairs = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 3 else (17, 440)
    folder = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else OUT
    write(folder, "texts", corpora(random.Random(seed), pairs))
    write(folder, "stems", [{"name": "stems", "words": stems(random.Random(seed), 3000 if folder is OUT else 10**6)}])
