# SPDX-License-Identifier: Apache-2.0
"""Cohen's kappa of two who answer, by scikit-learn: golden/agreement/agreement.json.

Run with the packages of requirements.txt; --check makes it anew and compares.
"""

import argparse
import json
import pathlib
import sys

import numpy
import sklearn
from sklearn.metrics import cohen_kappa_score

TARGET = pathlib.Path(__file__).resolve().parents[2] / "core/src/test/resources/golden/agreement/agreement.json"


def document():
    random = numpy.random.default_rng(4)
    cases = []
    for rows, classes, kept in ((40, 2, 0.8), (100, 5, 0.5), (60, 3, 0.0), (25, 4, 1.0)):
        first = random.integers(0, classes, rows)
        second = numpy.where(random.random(rows) < kept, first, random.integers(0, classes + 1, rows))
        kappa = float(cohen_kappa_score(first, second))
        cases.append({"first": first.tolist(), "second": second.tolist(), "kappa": kappa})
    return {"versions": {m.__name__: m.__version__ for m in (numpy, sklearn)}, "cases": cases}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    text = json.dumps(document(), separators=(",", ":")) + "\n"
    if parser.parse_args().check:
        sys.exit(0 if TARGET.read_text() == text else f"{TARGET} would change")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text)


if __name__ == "__main__":
    main()
