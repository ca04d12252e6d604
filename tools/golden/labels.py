# SPDX-License-Identifier: Apache-2.0
"""Writes the golden values of confident learning.

Reference: cleanlab, pinned in requirements-labels.txt. Run from the repository's root:

    python -m venv VENV && VENV/bin/pip install -r tools/golden/requirements-labels.txt
    VENV/bin/python tools/golden/labels.py

Probabilities are multiples of 2**-20 that sum up to 1, so that 32 bits hold them exactly and both sides see the same numbers.
"""
import importlib.metadata
import json
import pathlib
import sys

# this script's own folder has files named like modules of the standard library
sys.path = [p for p in sys.path if pathlib.Path(p or ".").resolve() != pathlib.Path(__file__).resolve().parent]

import numpy as np
from cleanlab.count import compute_confident_joint, estimate_joint, get_confident_thresholds, num_label_issues
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_label_quality_scores

OUT = pathlib.Path(__file__).parents[2] / "core/src/test/resources/golden/labels/confident.json"
UNIT = 2**20


def case(name, rows, classes, noise, sharpness, seed):
    """Rows of a few classes, some of them with a wrong label; class 1 is rare, and is taken for class 0 at times."""
    random = np.random.default_rng(seed)
    shares = np.arange(classes) + 1.0
    true = random.choice(classes, size=rows, p=shares / shares.sum())
    given = np.where(random.random(rows) < noise, random.integers(0, classes, rows), true)
    scores = random.normal(size=(rows, classes))
    scores[np.arange(rows), true] += sharpness
    scores[true == 1, 0] += sharpness / 2
    exact = np.exp(scores)
    exact /= exact.sum(1, keepdims=True)
    whole = np.floor(exact * UNIT).astype(int)
    whole[np.arange(rows), whole.argmax(1)] += UNIT - whole.sum(1)
    p = whole / UNIT
    return {
        "name": name,
        "given": given.tolist(),
        "probabilities": whole.tolist(),
        "thresholds": get_confident_thresholds(given, p).tolist(),
        "joint_counts": compute_confident_joint(given, p, calibrate=False).tolist(),
        "calibrated": compute_confident_joint(given, p, calibrate=True).tolist(),
        "joint": estimate_joint(given, p).tolist(),
        "self_confidence": get_label_quality_scores(given, p, method="self_confidence").tolist(),
        "margin": get_label_quality_scores(given, p, method="normalized_margin").tolist(),
        "suspects": find_label_issues(
            given, p, filter_by="confident_learning", return_indices_ranked_by="normalized_margin", n_jobs=1
        ).tolist(),
        "number": int(num_label_issues(given, p)),
    }


if __name__ == "__main__":
    cases = [
        case("two classes", 60, 2, 0.15, 2.0, 1),
        case("five classes", 150, 5, 0.2, 2.5, 2),
        case("hardly told apart", 120, 4, 0.3, 0.7, 3),
        case("nothing wrong", 80, 3, 0.0, 4.0, 4),
    ]
    versions = {name: importlib.metadata.version(name) for name in ("cleanlab", "numpy", "scikit-learn")}
    OUT.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"versions": versions, "unit": UNIT, "cases": cases}, separators=(",", ":"))
    OUT.write_text(text.replace('{"name"', '\n{"name"') + "\n")
