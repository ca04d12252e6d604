# SPDX-License-Identifier: Apache-2.0
"""Writes the golden values of the tests, corrections and effect sizes.

Reference: scipy and statsmodels, pinned in requirements-statistics.txt. Run from the repository's root:

    python -m venv VENV && VENV/bin/pip install -r tools/golden/requirements-statistics.txt
    VENV/bin/python tools/golden/statistics.py
"""
import json
import pathlib
import sys

# this script's own folder has files named like modules of the standard library
sys.path = [p for p in sys.path if pathlib.Path(p or ".").resolve() != pathlib.Path(__file__).resolve().parent]

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import scipy  # noqa: E402
import scipy.stats  # noqa: E402
import statsmodels  # noqa: E402
import statsmodels.api as sm  # noqa: E402
from statsmodels.formula.api import ols  # noqa: E402
from statsmodels.stats.contingency_tables import mcnemar  # noqa: E402
from statsmodels.stats.multitest import multipletests  # noqa: E402
from statsmodels.stats.proportion import proportion_effectsize  # noqa: E402

OUT = pathlib.Path(__file__).parents[2] / "core/src/test/resources/golden/statistics"
VERSIONS = {
    "python": sys.version.split()[0],
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "statsmodels": statsmodels.__version__,
}
RANDOM = np.random.default_rng(7)


def write(name, cases):
    OUT.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"versions": VERSIONS, "cases": cases}, separators=(",", ":"))
    (OUT / f"{name}.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")


def mcnemars():
    tables = [(0, 0), (1, 0), (0, 6), (5, 5), (11, 3), (40, 62), (150, 110), (1000, 1100), (3, 90)]
    return [{"name": f"{b} and {c}", "first": b, "second": c,
             "p": float(mcnemar([[7, b], [c, 9]], exact=True).pvalue)} for b, c in tables]


def corrections():
    cases = []
    for name, p in {
        "spread": [0.001, 0.04, 0.2, 0.012, 0.8],
        "equal": [0.03, 0.03, 0.03, 0.01],
        "one": [0.04],
        "large": [0.9, 0.7, 0.99],
        "many": RANDOM.uniform(0, 0.2, 30).tolist(),
    }.items():
        cases.append({"name": name, "p": p,
                      "holm": multipletests(p, method="holm")[1].tolist(),
                      "benjamini_hochberg": multipletests(p, method="fdr_bh")[1].tolist()})
    return cases


def friedmans():
    cases = []
    for name, values in {
        "clear": RANDOM.normal(size=(8, 4)) + np.array([0, 0.5, 1.5, 3]),
        "null": RANDOM.normal(size=(12, 5)),
        "ties": np.round(RANDOM.normal(size=(9, 3)) * 2) / 2,
    }.items():
        test = scipy.stats.friedmanchisquare(*values.T)
        ranks = np.mean([scipy.stats.rankdata(-row) for row in values], axis=0)
        n, k = values.shape
        z = [abs(ranks[i] - ranks[j]) / np.sqrt(k * (k + 1) / (6 * n)) for i in range(k) for j in range(i + 1, k)]
        p = 2 * scipy.stats.norm.sf(z)
        cases.append({"name": name, "values": values.tolist(), "ranks": ranks.tolist(),
                      "statistic": float(test.statistic), "p": float(test.pvalue),
                      "pairs": multipletests(p, method="holm")[1].tolist()})
    return cases


def permutations():
    """All permutations of few rows, of a mean and of a ratio of sums."""
    cases = []
    for name, rows in {"nine": 9, "eleven": 11}.items():
        first, second = RANDOM.integers(0, 6, size=(2, rows)).tolist()
        weights = RANDOM.integers(1, 4, size=rows).tolist()

        def mean(a, b, axis=-1):
            return np.mean(a, axis=axis) - np.mean(b, axis=axis)

        test = scipy.stats.permutation_test((first, second), mean, permutation_type="samples",
                                            n_resamples=np.inf, vectorized=True)
        cases.append({"name": name, "first": first, "second": second, "weights": weights, "p": float(test.pvalue)})
    return cases


def effects():
    cases = []
    for name, (a, b) in {"near": (0.91, 0.9), "far": (0.2, 0.75), "edge": (1.0, 0.97)}.items():
        differences = RANDOM.normal(0.3, 1, 20)
        t = scipy.stats.ttest_1samp(differences, 0)
        interval = t.confidence_interval(0.95)
        cases.append({"name": name, "first": a, "second": b, "h": float(proportion_effectsize(a, b)),
                      "differences": differences.tolist(), "dz": float(t.statistic / np.sqrt(20)),
                      "low": float(interval.low), "high": float(interval.high), "p": float(t.pvalue)})
    return cases


def crossed():
    """Two-way tables of seeds and rows: the variance of the grand mean from the mean squares of a linear model."""
    cases = []
    for name, (seeds, rows, by_seed, by_row, rest) in {
        "rows": (3, 60, 0.05, 1.0, 0.3), "seeds": (4, 50, 1.0, 0.3, 0.3), "rest": (3, 80, 0.3, 0.2, 1.0),
    }.items():
        table = (0.4 + by_seed * RANDOM.normal(size=(seeds, 1)) + by_row * RANDOM.normal(size=(1, rows))
                 + rest * RANDOM.normal(size=(seeds, rows))).round(3)
        long = pd.DataFrame([(s, r, table[s, r]) for s in range(seeds) for r in range(rows)],
                            columns=["seed", "row", "y"])
        anova = sm.stats.anova_lm(ols("y ~ C(seed) + C(row)", long).fit())
        squares = anova["sum_sq"] / anova["df"]
        excess = max(0.0, squares["C(seed)"] - squares["Residual"])
        cases.append({"name": name, "table": table.tolist(), "mean": float(table.mean()),
                      "variance": float((squares["C(row)"] + excess) / (seeds * rows))})
    return cases


for file, made in {"mcnemar": mcnemars, "correction": corrections, "friedman": friedmans,
                   "permutation": permutations, "effect": effects, "crossed": crossed}.items():
    write(file, made())
