# SPDX-License-Identifier: Apache-2.0
"""What SciPy and scikit-learn answer where the search has a closed form: golden/search/search.json.

Sobol's sequence without scrambling (scipy.stats.qmc), the posterior and the marginal likelihood of a Gaussian process with a Matérn
kernel of 5/2 (scikit-learn), the logarithm of the expected improvement by 50 digits (mpmath), the Mann-Whitney test (scipy.stats).
Run with the packages of requirements.txt; --check makes it anew and compares.
"""

import argparse
import json
import pathlib
import sys

import mpmath
import numpy
import scipy
import sklearn
from scipy.stats import mannwhitneyu, qmc
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

TARGET = pathlib.Path(__file__).resolve().parents[2] / "core/src/test/resources/golden/search/search.json"


def sobol():
    return [
        {"dimensions": d, "points": qmc.Sobol(d, scramble=False, bits=30).random(n).tolist()}
        for d, n in ((1, 16), (3, 32), (12, 64))
    ]


def gaussian_process():
    random = numpy.random.default_rng(5)
    points = random.random((12, 3))
    values = numpy.sin(5 * points[:, 0]) + points[:, 1] ** 2 + 0.1 * random.standard_normal(12)
    lengths, amplitude, noise = [0.4, 0.9, 3.0], 1.7, 0.02
    kernel = ConstantKernel(amplitude) * Matern(lengths, nu=2.5) + WhiteKernel(noise)
    process = GaussianProcessRegressor(kernel, alpha=0, optimizer=None).fit(points, values)
    asked = random.random((6, 3))
    mean, deviation = process.predict(asked, return_std=True)
    likelihood, gradient = process.log_marginal_likelihood(kernel.theta, eval_gradient=True)
    return {
        "points": points.tolist(),
        "values": values.tolist(),
        "lengths": lengths,
        "amplitude": amplitude,
        "noise": noise,
        "asked": asked.tolist(),
        "mean": mean.tolist(),
        # WhiteKernel adds its noise to what is predicted; the function alone is meant
        "variance": (deviation**2 - noise).tolist(),
        "log_likelihood": likelihood,
        # by the logarithms of amplitude, lengths, noise
        "gradient": gradient.tolist(),
    }


def expected_improvement():
    mpmath.mp.dps = 50
    rows = []
    for mean, deviation, best in ((0, 1, 0.5), (0, 1, 0), (1, 0.5, 0.4), (2, 0.1, 1), (5, 0.2, -3), (3, 0.01, 0)):
        z = (mpmath.mpf(best) - mpmath.mpf(mean)) / mpmath.mpf(deviation)
        value = mpmath.mpf(deviation) * (mpmath.npdf(z) + z * mpmath.ncdf(z))
        rows.append({"mean": mean, "deviation": deviation, "best": best, "log": float(mpmath.log(value))})
    return rows


def mann_whitney():
    random = numpy.random.default_rng(3)
    cases = []
    for n, m, shift, digits in ((20, 20, 0.6, 6), (8, 15, 0, 1), (30, 30, 2, 3)):
        first = numpy.round(random.standard_normal(n), digits)
        second = numpy.round(random.standard_normal(m) + shift, digits)
        test = mannwhitneyu(first, second, alternative="two-sided", method="asymptotic")
        cases.append({"first": first.tolist(), "second": second.tolist(), "u": test.statistic, "p": test.pvalue})
    return cases


def document():
    versions = {m.__name__: m.__version__ for m in (numpy, scipy, sklearn, mpmath)}
    return {
        "versions": versions,
        "sobol": sobol(),
        "gaussian_process": gaussian_process(),
        "expected_improvement": expected_improvement(),
        "mann_whitney": mann_whitney(),
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--check", action="store_true")
    made = json.dumps(document(), indent=1) + "\n"
    if arguments.parse_args().check:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == made else "golden/search/search.json differs")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
