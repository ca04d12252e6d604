# SPDX-License-Identifier: Apache-2.0
"""Writes the sample run directories that the tests of org.attune.report read.

    python3 tools/golden/sample_runs.py [--check]

Python 3 alone, no packages. The runs are invented, in the shapes of a real one: rows and predictions come from a seeded
generator (the texts of the classification runs from quickstart/support-test.csv), every number on the test split is
computed from those rows, baselines and validation are made up. What the tests name is set on purpose, not found by chance:
how many rows are wrong, which labels are mixed up, in how many rows two runs differ, sentences with certain mistakes.
--check makes the runs elsewhere and compares, exit code 1 if they differ.
"""
import pathlib
import sys
import tempfile

import sample_metrics as m
from sample_files import data_as_table, lines, manifest, put, recipe, results, state, training
from sample_metrics import Chance
from sample_support import ROOT, TEST, TRAIN, classification

RUNS = ROOT / "core/src/test/resources/runs"

PEOPLE = ["A man", "A woman", "Two children", "A dog", "The cook", "An old sailor", "A girl in red", "The choir"]
DEEDS = [
    "is playing a guitar",
    "is slicing a tomato",
    "is running along the beach",
    "is reading a letter",
    "is mending a net",
    "is climbing a ladder",
    "is pouring coffee",
    "sings in a hall",
]

NAMES = {
    "person": ["Ada Lovelace", "Grace Hopper", "Emmy Noether", "Jan de Vries", "Rosa Parks"],
    "location": ["Lisbon", "New York", "the Black Forest", "Oslo", "Mount Etna"],
    "organisation": ["Red Cross", "Acme Shipping", "University of Ghent", "Nordic Rail"],
}
SENTENCES = [
    "person moved to location to work for organisation .",
    "Yesterday organisation closed its office in location .",
    "In location , person met person .",
    "Nobody at organisation had heard of person .",
    "location is colder than location in March .",
    "The letter from person reached organisation late .",
]


def similarity_rows():
    chance = Chance(23)
    rows = []
    for i in range(120):
        person, deed = chance.of(PEOPLE), chance.of(DEEDS)
        alike = chance.random()
        other = person if alike < 0.5 else chance.of(PEOPLE)
        done = deed if alike < 0.7 else chance.of(DEEDS)
        true = 2.2 * (person == other) + 2.6 * (deed == done) + chance.normal(0.35)
        label = round(min(5.0, max(0.0, true)), 2)
        said = round(min(5.2, max(-0.1, label * 0.86 + 0.3 + chance.normal(0.42))), 5)
        if i == 17:
            label, said = 4.8, 0.31  # by far the largest error
        rows.append({
            "id": f"pair-{i:03d}",
            "file": "data/similarity-test.csv",
            "line": i + 2,
            "input": {"text": f"{person} {deed}.", "text_pair": f"{other} {done}."},
            "label": label,
            "prediction": said,
        })
    return rows


def regression(folder):
    train, test = "data/similarity-train.csv", "data/similarity-test.csv"
    rows = similarity_rows()
    mean = m.measured([{**row, "prediction": 2.4} for row in rows], m.regression)
    before = {"pearson": (0.71, 0.07), "spearman": (0.69, 0.07), "mse": (4.1, 0.6), "mae": (1.72, 0.17), "r2": (-1.2, 0.4)}
    baselines = {
        "majority": {"metrics": mean},
        "untuned": {"metrics": {name: m.around(*value) for name, value in before.items()}},
    }
    epochs = [
        {"pearson": 0.81, "spearman": 0.8, "mae": 0.7},
        {"pearson": 0.93, "spearman": 0.91, "mae": 0.45},
        {"pearson": 0.952, "spearman": 0.94, "mae": 0.4},
    ]
    columns = "    text: sentence1\n    text_pair: sentence2\n    label: score\n"
    put(folder, "recipe.yaml", recipe("regression", "text-regression", train, test, columns))
    put(folder, "manifest.json", manifest("regression", data_as_table(train, test, (900, 100, len(rows)))))
    put(folder, "state.json", state("succeeded"))
    put(folder, "metrics.jsonl", lines(training(29, 29, 3.1, 0.25, 2e-4, epochs)))
    split = {"n": len(rows), "metrics": m.measured(rows, m.regression)}
    put(folder, "evaluation.json", results(split, baselines))
    put(folder, "predictions.jsonl", lines(rows))


def tagged(chance, pattern, names=()):
    """Words and tags; the names in the order of the pattern where they are given."""
    names, words, tags = list(names), [], []
    for part in pattern.split():
        if part not in NAMES:
            words.append(part)
            tags.append("O")
            continue
        name = (names.pop(0) if names else chance.of(NAMES[part])).split()
        words += name
        tags += ["B-" + part] + ["I-" + part] * (len(name) - 1)
    return words, tags


def mistaken(chance, tags, kind):
    """The tags with one mistake of a kind; an entity of one word cannot be cut short and is missed instead."""
    said = list(tags)
    entity, begin, end = chance.of(sorted(m.entities(tags)))
    if kind == "other":
        other = chance.of([name for name in sorted(NAMES) if name != entity])
        said[begin:end] = ["B-" + other] + ["I-" + other] * (end - begin - 1)
    elif kind == "short" and end - begin > 1:
        said[end - 1] = "O"
    elif kind == "invented" and tags[-2] == "O":
        said[-2] = "B-organisation"
    else:
        said[begin:end] = ["O"] * (end - begin)
    return said


def news_rows():
    """Sixty sentences, 18 of them with a mistake: fewer than a report shows, so that it shows each."""
    chance = Chance(31)
    rows, line = [], 1
    for i in range(60):
        words, tags = tagged(chance, chance.of(SENTENCES))
        said = list(tags)
        if i == 4:
            words, tags = tagged(chance, SENTENCES[2], ["Lisbon", "Grace Hopper", "Ada Lovelace"])
            said = tags[:3] + ["O", "O"] + tags[5:]
        elif i == 11:
            words, tags = tagged(chance, SENTENCES[0], ["Rosa Parks", "New York", "Red Cross"])
            said = tags[:5] + ["O"] + tags[6:]
        elif i % 11 in (1, 5, 8):
            said = mistaken(chance, tags, ("other", "short", "invented", "missed")[i % 4])
        rows.append({
            "id": None,
            "file": "data/news-test.conll",
            "line": line,
            "input": {"tokens": words},
            "label": tags,
            "prediction": said,
        })
        line += len(words) + 1
    return rows


def tokens(folder):
    train, test = "data/news-train.conll", "data/news-test.conll"
    rows = news_rows()
    outside = m.tagging([{**row, "prediction": ["O"] * len(row["label"])} for row in rows])
    epochs = [
        {"entity_f1": 0.61, "entity_precision": 0.58, "entity_recall": 0.64},
        {"entity_f1": 0.82, "entity_precision": 0.8, "entity_recall": 0.84},
        {"entity_f1": 0.86, "entity_precision": 0.85, "entity_recall": 0.87},
    ]
    columns = "    tokens: tokens\n    tags: tags\n"
    put(folder, "recipe.yaml", recipe("tokens", "token-classification", train, test, columns, rate="3.0e-4"))
    put(folder, "manifest.json", manifest("tokens", data_as_table(train, test, (800, 80, len(rows)))))
    put(folder, "state.json", state("succeeded"))
    put(folder, "metrics.jsonl", lines(training(37, 25, 1.9, 0.08, 3e-4, epochs)))
    split = {
        "n": len(rows),
        "metrics": m.measured(rows, m.tagging),
        "per_class": {kind: m.per_class(*counts) for kind, counts in m.entity_counts(rows).items()},
    }
    majority = {name: {"value": value} for name, value in outside.items()}
    put(folder, "evaluation.json", results(split, {"majority": {"metrics": majority}}))
    put(folder, "predictions.jsonl", lines(rows))


def damaged(folder):
    """A run that was cut off in its second epoch: a torn manifest, a torn last line, no results."""
    whole = lines(training(41, 35, 2.65, 0.19, 2e-4, [{"accuracy": 0.7154, "f1_macro": 0.688}] * 3))
    until = whole.index('{"kind":"step","step":52,')
    put(folder, "recipe.yaml", recipe("damaged", "text-classification", TRAIN, TEST))
    put(folder, "manifest.json", '{\n "data": {\n  "sha256": {\n   "quickstart/support-train.csv": "9747398720d9')
    message = "stopped after step 52; go on with: ./attune train examples/support.yaml"
    put(folder, "state.json", state("interrupted", message))
    put(folder, "metrics.jsonl", whole[: until + 150])


def write(out):
    classification(out)
    regression(out / "regression")
    tokens(out / "tokens")
    damaged(out / "damaged")


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main():
    if sys.argv[1:] == ["--check"]:
        with tempfile.TemporaryDirectory() as anew:
            write(pathlib.Path(anew))
            made, there = contents(pathlib.Path(anew)), contents(RUNS)
        different = sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
        print("\n".join("differs: " + name for name in different) or "all the same")
        sys.exit(1 if different else 0)
    if sys.argv[1:]:
        sys.exit(__doc__)
    write(RUNS)


if __name__ == "__main__":
    main()
