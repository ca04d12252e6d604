# SPDX-License-Identifier: Apache-2.0
"""The metrics of the sample runs, from their rows alone, with the standard library alone.

A function of metrics takes rows and gives {name: value}; `measured` adds the intervals that a run's evaluation.json has.
"""
import math
import random


class Chance:
    """Numbers that are the same with every version of Python: only `random()` of its generator promises that."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def of(self, items):
        return items[self.below(len(items))]

    def normal(self, spread):
        return spread * math.sqrt(-2 * math.log(1 - self.random())) * math.cos(2 * math.pi * self.random())


def wilson(share, n):
    z = 1.959963984540054
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [max(0.0, middle - half), min(1.0, middle + half)]


def share(value, n):
    return {"value": value, "ci95": wilson(value, n), "ci_method": "Wilson score"}


def around(value, half):
    """An invented value with an invented interval."""
    return {"value": value, "ci95": [round(value - half, 6), round(value + half, 6)], "ci_method": "bootstrap percentile"}


def measured(rows, metrics, shares=(), resamples=200):
    """Each metric with its interval: Wilson's for shares of rows, the percentile bootstrap for the others."""
    chance = Chance(13)
    drawn = [metrics([chance.of(rows) for _ in rows]) for _ in range(resamples)]
    found = {}
    for name, value in metrics(rows).items():
        if name in shares:
            found[name] = share(value, len(rows))
        else:
            values = sorted(one[name] for one in drawn)
            ends = [values[int(resamples * 0.025)], values[int(resamples * 0.975)]]
            found[name] = {"value": value, "ci95": ends, "ci_method": f"bootstrap percentile, {resamples} resamples"}
    return found


def confusion(rows, labels):
    place = {label: i for i, label in enumerate(labels)}
    counts = [[0] * len(labels) for _ in labels]
    for row in rows:
        counts[place[row["label"]]][place[row["prediction"]]] += 1
    return counts


def per_class(right, said, true):
    return {
        "precision": right / said if said else 0.0,
        "recall": right / true if true else 0.0,
        "f1": 2 * right / (said + true) if said + true else 0.0,
        "support": true,
    }


def classes(counts, labels):
    return {
        label: per_class(counts[i][i], sum(row[i] for row in counts), sum(counts[i])) for i, label in enumerate(labels)
    }


def classification(labels):
    def metrics(rows):
        counts, n = confusion(rows, labels), len(rows)
        there = [c for i, c in enumerate(classes(counts, labels).values()) if c["support"] or any(r[i] for r in counts)]
        right = sum(counts[i][i] for i in range(len(labels)))
        said = [sum(row[i] for row in counts) for i in range(len(labels))]
        true = [sum(row) for row in counts]
        spread = (n * n - sum(s * s for s in said)) * (n * n - sum(t * t for t in true))
        top = [sum(p > row["probabilities"][row["label"]] for p in row["probabilities"].values()) for row in rows]
        return {
            "accuracy": right / n,
            "f1_macro": sum(c["f1"] for c in there) / len(there),
            "f1_weighted": sum(c["f1"] * c["support"] for c in there) / n,
            "mcc": (right * n - sum(s * t for s, t in zip(said, true))) / math.sqrt(spread) if spread else 0.0,
            "log_loss": -sum(math.log(max(1e-15, row["probabilities"][row["label"]])) for row in rows) / n,
            "ece": calibration_error(rows),
            "top5_accuracy": sum(place < 5 for place in top) / n,
        }

    return metrics


def calibration_error(rows):
    bins = [0.0] * 10
    for row in rows:
        sure = row["probabilities"][row["prediction"]]
        bins[max(0, math.ceil(sure * 10) - 1)] += sure - (row["label"] == row["prediction"])
    return sum(abs(b) for b in bins) / len(rows)


def correlation(x, y):
    mx, my = sum(x) / len(x), sum(y) / len(y)
    both = sum((a - mx) * (b - my) for a, b in zip(x, y))
    return both / math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))


def ranks(values):
    """From 1; equal values share the mean of their ranks."""
    ordered = sorted(values)
    first = {}
    for i, value in enumerate(ordered):
        first.setdefault(value, i)
    return [first[v] + (ordered.count(v) + 1) / 2 for v in values]


def regression(rows):
    true, said = [row["label"] for row in rows], [row["prediction"] for row in rows]
    errors = [a - b for a, b in zip(true, said)]
    mse = sum(e * e for e in errors) / len(rows)
    mean = sum(true) / len(true)
    moving = len(set(said)) > 1
    return {
        **({"pearson": correlation(true, said), "spearman": correlation(ranks(true), ranks(said))} if moving else {}),
        "mse": mse,
        "mae": sum(abs(e) for e in errors) / len(rows),
        "r2": 1 - mse / (sum((a - mean) ** 2 for a in true) / len(true)),
    }


def entities(tags):
    """BIO tags of which every entity begins with its B."""
    found = set()
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            end = i + 1
            while end < len(tags) and tags[end] == "I-" + tag[2:]:
                end += 1
            found.add((tag[2:], i, end))
    return found


def entity_counts(rows):
    """By type: right, said, true."""
    counts = {}
    for row in rows:
        true, said = entities(row["label"]), entities(row["prediction"])
        for some, place in ((true & said, 0), (said, 1), (true, 2)):
            for kind, _, _ in some:
                counts.setdefault(kind, [0, 0, 0])[place] += 1
    return dict(sorted(counts.items()))


def tagging(rows):
    whole = per_class(*(sum(c[i] for c in entity_counts(rows).values()) for i in range(3)))
    same = [a == b for row in rows for a, b in zip(row["label"], row["prediction"])]
    return {
        "entity_precision": whole["precision"],
        "entity_recall": whole["recall"],
        "entity_f1": whole["f1"],
        "token_accuracy": sum(same) / len(same),
    }
