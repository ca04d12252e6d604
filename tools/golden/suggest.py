# SPDX-License-Identifier: Apache-2.0
"""What models are ranked by before they are tuned: golden/suggest/suggest.json.

LogME is written out here from You et al. 2021 (ICML, algorithm 1): the singular value decomposition of the features, then MacKay's fixed
point of alpha and beta; the evidence there is the density of the targets, by scipy.stats, and an optimiser finds no larger one. Nearest neighbours and linear probes are scikit-learn's, each row answered by what the other folds say.
Run with the packages of requirements.txt; --check makes it anew and compares.
"""

import argparse
import json
import pathlib
import sys

import numpy
import scipy
import sklearn
from scipy.optimize import minimize
from scipy.stats import multivariate_normal
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import r2_score
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

TARGET = pathlib.Path(__file__).resolve().parents[2] / "core/src/test/resources/golden/suggest/suggest.json"


def evidence(features, y, alpha, beta):
    """log p(y | F, alpha, beta) by what it means: y is normal around 0 with the covariance F F' / alpha + I / beta."""
    n = len(y)
    return multivariate_normal.logpdf(y, cov=features @ features.T / alpha + numpy.eye(n) / beta)


def log_me_of_target(features, y):
    n = len(y)
    u, s, _ = numpy.linalg.svd(features, full_matrices=False)
    sigma = s**2
    z = u.T @ y
    outside = 0 if len(s) >= n else y @ y - z @ z
    alpha = beta = 1.0
    for _ in range(100_000):
        gamma = (beta * sigma / (alpha + beta * sigma)).sum()
        m = (beta**2 * sigma * z**2 / (alpha + beta * sigma) ** 2).sum()
        residual = ((alpha / (alpha + beta * sigma)) ** 2 * z**2).sum() + outside
        before = alpha / beta
        alpha, beta = gamma / m, (n - gamma) / residual
        if abs(alpha / beta - before) <= 1e-12 * before or alpha / beta < 1e-10 * sigma.max():
            break
    value = evidence(features, y, alpha, beta) / n
    found = minimize(
        lambda p: -evidence(features, y, *numpy.exp(p)) / n, numpy.log([alpha, beta]) + 0.7, method="Nelder-Mead",
        options={"xatol": 1e-7, "fatol": 1e-12, "maxiter": 2000},
    )
    # where features explain every target exactly, the evidence rises for ever towards that of no noise
    assert -found.fun < value + 1e-6, (found.fun, value)
    return value


def log_me(features, targets):
    return float(numpy.mean([log_me_of_target(features, y) for y in targets.T]))


def classes():
    random = numpy.random.default_rng(11)
    for rows, width, count, noise in ((60, 5, 3, 0.7), (40, 12, 2, 2.0), (30, 45, 4, 1.0)):
        labels = numpy.arange(rows) % count
        centres = random.standard_normal((count, width))
        features = numpy.round(centres[labels] + noise * random.standard_normal((rows, width)), 3).astype(numpy.float32)
        folds = random.permutation(rows) % 5
        split = PredefinedSplit(folds)
        wide = features.astype(numpy.float64)
        neighbours = KNeighborsClassifier(5, metric="cosine", algorithm="brute")
        probe = LogisticRegression(C=1.0, max_iter=10_000, tol=1e-9)
        yield {
            "features": features.tolist(),
            "labels": labels.tolist(),
            "classes": count,
            "folds": folds.tolist(),
            "log_me": log_me(wide, numpy.eye(count)[labels]),
            "neighbours": cross_val_predict(neighbours, wide, labels, cv=split).tolist(),
            "probe": cross_val_predict(probe, wide, labels, cv=split, method="predict_proba").tolist(),
        }


def values():
    random = numpy.random.default_rng(12)
    for rows, width, noise in ((50, 6, 0.5), (24, 30, 0.2)):
        features = numpy.round(random.standard_normal((rows, width)), 3).astype(numpy.float32)
        targets = numpy.round(features @ random.standard_normal(width) + noise * random.standard_normal(rows) + 1, 3)
        folds = random.permutation(rows) % 5
        split = PredefinedSplit(folds)
        wide = features.astype(numpy.float64)
        neighbours = cross_val_predict(KNeighborsRegressor(5, metric="cosine", algorithm="brute"), wide, targets, cv=split)
        probe = cross_val_predict(Ridge(alpha=1.0), wide, targets, cv=split)
        yield {
            "features": features.tolist(),
            "targets": targets.tolist(),
            "folds": folds.tolist(),
            "log_me": log_me(wide, targets[:, None]),
            "neighbours": neighbours.tolist(),
            "neighbours_r2": r2_score(targets, neighbours),
            "probe": probe.tolist(),
            "probe_r2": r2_score(targets, probe),
        }


def document():
    versions = {m.__name__: m.__version__ for m in (numpy, scipy, sklearn)}
    return {"versions": versions, "classes": list(classes()), "values": list(values())}


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
