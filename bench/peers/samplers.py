# SPDX-License-Identifier: Apache-2.0
"""Optuna's samplers on the functions of bench/search: the best value after every tenth trial, by seed.

    python samplers.py --seeds 20 --out ../results/search-optuna.json

`multivariate` and `group` are on for TPE; the Gaussian process leaves conditional parameters to Optuna's independent sampler. The
functions are those of org.attune.bench.search.Objectives; requirements-samplers.txt pins the versions.
"""

import argparse
import json
import math
import warnings
from concurrent.futures import ProcessPoolExecutor

import numpy
import optuna
import scipy
import torch

EVERY = 10


def branin(trial):
    x = trial.suggest_float("x", -5, 10)
    y = trial.suggest_float("y", 0, 15)
    bend = y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6
    return bend * bend + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


ALPHA = [1.0, 1.2, 3.0, 3.2]
A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
P = [
    [1312, 1696, 5569, 124, 8283, 5886],
    [2329, 4135, 8307, 3736, 1004, 9991],
    [2348, 1451, 3522, 2883, 3047, 6650],
    [4047, 8828, 8732, 5743, 1091, 381],
]


def hartmann(trial):
    x = [trial.suggest_float(f"x{i}", 0, 1) for i in range(6)]
    return -sum(
        ALPHA[k] * math.exp(-sum(A[k][i] * (x[i] - 1e-4 * P[k][i]) ** 2 for i in range(6))) for k in range(4)
    )


def rosenbrock(trial):
    x = [trial.suggest_float(f"x{i}", -2, 2) for i in range(10)]
    return sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(9))


def mixed(trial):
    kind = trial.suggest_categorical("kind", ["a", "b", "c"])
    rate = math.log10(trial.suggest_float("rate", 1e-5, 1e-1, log=True)) + 3
    if kind == "a":
        return 0.5 * rate**2 + 0.3 + 0.05 * (trial.suggest_int("depth", 1, 10) - 7) ** 2
    if kind == "b":
        rank = math.log2(trial.suggest_int("rank", 1, 64, log=True)) - 4
        scale = trial.suggest_float("scale", 0, 1) - 0.3
        return 0.5 * (rate - scale) ** 2 + 0.1 * rank**2 + 2 * scale**2
    return 0.5 * rate**2 + 0.8


FUNCTIONS = {"branin": (branin, 40), "hartmann6": (hartmann, 60), "rosenbrock10": (rosenbrock, 80), "mixed": (mixed, 60)}


def sampler(name, seed):
    if name == "tpe":
        return optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True)
    return optuna.samplers.GPSampler(seed=seed)


def study(job):
    function, name, seed = job
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    torch.set_num_threads(1)
    objective, trials = FUNCTIONS[function]
    made = optuna.create_study(sampler=sampler(name, seed))
    made.optimize(objective, n_trials=trials)
    best = numpy.minimum.accumulate([trial.value for trial in made.trials])
    return [float(f"{value:.6g}") for value in best[EVERY - 1 :: EVERY]]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seeds", type=int, default=20)
    arguments.add_argument("--workers", type=int, default=1)
    arguments.add_argument("--out", required=True)
    options = arguments.parse_args()
    jobs = [(f, s, seed) for f in FUNCTIONS for s in ("tpe", "gp") for seed in range(options.seeds)]
    result = {f: {"tpe": [], "gp": []} for f in FUNCTIONS}
    with ProcessPoolExecutor(options.workers) as pool:
        for (function, name, _), values in zip(jobs, pool.map(study, jobs)):
            result[function][name].append(values)
    versions = {"optuna": optuna.__version__, "torch": torch.__version__, "scipy": scipy.__version__, "numpy": numpy.__version__}
    document = {"versions": versions, "seeds": options.seeds, "every": EVERY, "best": result}
    with open(options.out, "w", encoding="utf-8") as out:
        json.dump(document, out)
        out.write("\n")


if __name__ == "__main__":
    main()
