# SPDX-License-Identifier: Apache-2.0
"""Curves a + b n^-c through points, by scipy.optimize.curve_fit: golden/scaling/scaling.json.

curve_fit is started from several places, the best of its answers counts. Run with the packages of requirements.txt; --check makes it
anew and compares.
"""

import argparse
import json
import pathlib
import sys

import numpy
import scipy
from scipy.optimize import curve_fit

TARGET = pathlib.Path(__file__).resolve().parents[2] / "core/src/test/resources/golden/scaling/scaling.json"
LOW, HIGH = [0, 0, 0.01], [numpy.inf, numpy.inf, 4]


def law(n, a, b, c):
    return a + b * n**-c


def fitted(rows, losses):
    best = None
    for c in (0.05, 0.2, 0.5, 1.0, 2.0):
        start = [max(1e-6, losses.min() * 0.5), max(1e-6, losses.max() * rows.min() ** c), c]
        found, _ = curve_fit(
            law, rows, losses, p0=start, bounds=(LOW, HIGH), x_scale=[1, max(1.0, start[1]), 1],
            ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=200_000,
        )
        error = ((law(rows, *found) - losses) ** 2).sum()
        if best is None or error < best[0]:
            best = (error, found)
    return best


def case(name, truth, rows, noise, seed):
    random = numpy.random.default_rng(seed)
    rows = numpy.array(rows, dtype=float)
    losses = numpy.round(law(rows, *truth) + noise * random.standard_normal(len(rows)), 6)
    error, (a, b, c) = fitted(rows, losses)
    return {
        "name": name, "rows": rows.tolist(), "losses": losses.tolist(), "error": float(error),
        "a": float(a), "b": float(b), "c": float(c), "at": float(law(20_000.0, a, b, c)),
    }


def document():
    sizes = [100, 200, 400, 800, 1600, 3200]
    cases = [
        case("exact", (0.05, 3.0, 0.5), sizes, 0, 1),
        case("noisy", (0.08, 5.0, 0.6), sizes * 3, 0.01, 2),
        case("steep", (0.2, 90.0, 1.2), sizes, 0.002, 3),
        case("no floor", (0.0, 1.0, 0.2), sizes, 0.004, 4),
        case("flat", (0.3, 0.0, 1.0), sizes, 0.003, 9),
    ]
    return {"versions": {m.__name__: m.__version__ for m in (numpy, scipy)}, "cases": cases}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    text = json.dumps(document(), indent=1) + "\n"
    if parser.parse_args().check:
        sys.exit(0 if TARGET.read_text() == text else f"{TARGET} would change")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text)


if __name__ == "__main__":
    main()
