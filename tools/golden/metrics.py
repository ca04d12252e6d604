# SPDX-License-Identifier: Apache-2.0
"""Writes the golden values of the metrics and of the frozen-head baseline.

Reference: scikit-learn, scipy and seqeval, pinned in requirements-metrics.txt. Run from the repository's root:

    python -m venv VENV && VENV/bin/pip install -r tools/golden/requirements-metrics.txt
    VENV/bin/python tools/golden/metrics.py

Probabilities are multiples of 2**-k, so that 32 bits hold them exactly and both sides see the same numbers.
"""
import importlib.metadata
import json
import pathlib
import sys
import warnings

import numpy as np
import scipy
import scipy.stats
import seqeval.metrics
import seqeval.metrics.sequence_labeling as labeling
import sklearn
from sklearn import metrics as m
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.multiclass import OneVsRestClassifier

warnings.simplefilter("ignore")
OUT = pathlib.Path(__file__).parents[2] / "core/src/test/resources/golden/metrics"
VERSIONS = {
    "python": sys.version.split()[0],
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "scikit-learn": sklearn.__version__,
    "seqeval": importlib.metadata.version("seqeval"),
}


def defined(values):
    """Leaves out what is not a number: an undefined metric is absent."""
    return {k: float(v) for k, v in values.items() if np.isfinite(v)}


def write(name, cases):
    OUT.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"versions": VERSIONS, "cases": cases}, separators=(",", ":"))
    (OUT / f"{name}.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")


def averaged(y, p):
    values = {}
    for average in ("macro", "micro", "weighted"):
        values[f"f1_{average}"] = m.f1_score(y, p, average=average, zero_division=0)
        values[f"precision_{average}"] = m.precision_score(y, p, average=average, zero_division=0)
        values[f"recall_{average}"] = m.recall_score(y, p, average=average, zero_division=0)
    return values


def table(y, p, count):
    precision, recall, f1, support = m.precision_recall_fscore_support(
        y, p, labels=range(count), average=None, zero_division=0)
    return [[*map(float, row)] for row in zip(precision, recall, f1, support)]


def mean_over(score, truth, probabilities):
    """The mean over the columns in which a score is defined."""
    values = []
    for column in range(truth.shape[1]):
        t = truth[:, column]
        if t.sum() == 0 or (score is m.roc_auc_score and t.sum() == len(t)):
            continue
        values.append(score(t, probabilities[:, column]))
    return np.mean(values) if values else np.nan


def ece(confidence, right):
    """Guo et al. 2017: 15 bins (low, high]."""
    total = 0.0
    for b in range(15):
        inside = (np.ceil(confidence * 15) - 1).clip(0, 14) == b
        if inside.any():
            total += abs(confidence[inside].mean() - right[inside].mean()) * inside.sum()
    return total / len(confidence)


def classification(name, y, probabilities):
    y = np.asarray(y)
    probabilities = np.asarray(probabilities, dtype=np.float64)
    k = probabilities.shape[1]
    p = probabilities.argmax(1)
    truth = np.eye(k)[y]
    values = {"accuracy": m.accuracy_score(y, p), **averaged(y, p), "mcc": m.matthews_corrcoef(y, p)}
    columns = slice(1, 2) if k == 2 else slice(0, k)
    values["roc_auc"] = mean_over(m.roc_auc_score, truth[:, columns], probabilities[:, columns])
    values["pr_auc"] = mean_over(m.average_precision_score, truth[:, columns], probabilities[:, columns])
    if len(np.unique(y)) == k > 2:
        assert np.isclose(values["roc_auc"], m.roc_auc_score(y, probabilities, multi_class="ovr", average="macro"))
    values["log_loss"] = m.log_loss(y, probabilities, labels=range(k))
    values["ece"] = ece(probabilities.max(1), p == y)
    if k > 5:
        values["top5_accuracy"] = m.top_k_accuracy_score(y, probabilities, k=5, labels=range(k))
    return {"name": name, "labels": y.tolist(), "probabilities": probabilities.tolist(), "metrics": defined(values),
            "per_class": table(y, p, k), "confusion": m.confusion_matrix(y, p, labels=range(k)).tolist()}


def simplex(rng, n, k, parts, y=None):
    """Rows of probabilities, each a count of `parts` (a power of two) thrown at k classes: many ties."""
    weights = rng.dirichlet(np.ones(k), size=n)
    if y is not None:
        weights = 0.6 * weights + 0.4 * np.eye(k)[y]
    return np.stack([rng.multinomial(parts, w) for w in weights]) / parts


def classification_cases():
    rng = np.random.default_rng(1)
    y3 = rng.integers(0, 3, 60)
    y8 = rng.integers(0, 8, 80)
    y2 = rng.integers(0, 2, 50)
    absent = rng.choice([0, 2, 5], 40)
    return [
        classification("three classes, ties", y3, simplex(rng, 60, 3, 16, y3)),
        classification("eight classes, fine probabilities", y8, simplex(rng, 80, 8, 1 << 20, y8)),
        classification("eight classes, coarse ties", y8, simplex(rng, 80, 8, 4, y8)),
        classification("binary", y2, simplex(rng, 50, 2, 64, y2)),
        classification("binary, all scores equal", y2, np.full((50, 2), 0.5)),
        classification("classes absent from truth", absent, simplex(rng, 40, 7, 8, absent)),
        classification("perfect", y3, np.eye(3)[y3]),
        classification("all wrong", y3, np.eye(3)[(y3 + 1) % 3]),
        classification("one class in truth", np.ones(12, int), simplex(rng, 12, 3, 8)),
        classification("one class in truth, binary", np.zeros(12, int), simplex(rng, 12, 2, 8)),
        classification("constant prediction", y3, np.tile([0.5, 0.25, 0.25], (60, 1))),
        classification("one row", [1], [[0.25, 0.5, 0.25]]),
    ]


def multi_label(name, y, probabilities):
    y = np.asarray(y, dtype=int)
    probabilities = np.asarray(probabilities, dtype=np.float64)
    p = (probabilities >= 0.5).astype(int)
    values = {"accuracy": m.accuracy_score(y, p), **averaged(y, p)}
    values["roc_auc"] = mean_over(m.roc_auc_score, y, probabilities)
    values["pr_auc"] = mean_over(m.average_precision_score, y, probabilities)
    values["log_loss"] = np.mean([m.log_loss(y[:, j], probabilities[:, j], labels=[0, 1]) for j in range(y.shape[1])])
    values["ece"] = ece(probabilities.ravel(), y.ravel())
    candidates = np.unique(probabilities)
    best = max(m.f1_score(y, (probabilities >= t).astype(int), average="micro", zero_division=0) for t in candidates)
    return {"name": name, "labels": y.tolist(), "probabilities": probabilities.tolist(), "metrics": defined(values),
            "per_class": table(y, p, y.shape[1]), "best_f1_micro": float(best)}


def multi_label_cases():
    rng = np.random.default_rng(2)

    def scores(y, parts):
        return np.round((0.35 * y + 0.6 * rng.random(y.shape)) * parts) / parts

    y = (rng.random((50, 5)) < [0.5, 0.3, 0.1, 0.7, 0.4]).astype(int)
    sparse = (rng.random((40, 4)) < 0.15).astype(int)
    column = y.copy()
    column[:, 2] = 0
    column[:, 3] = 1
    return [
        multi_label("five labels", y, scores(y, 1 << 16)),
        multi_label("rows without labels, ties", sparse, scores(sparse, 8)),
        multi_label("a label nobody has and one that all have", column, scores(column, 32)),
        multi_label("perfect", y, y),
        multi_label("all wrong", y, 1 - y),
        multi_label("no label at all", np.zeros((10, 3)), scores(np.zeros((10, 3)), 16)),
    ]


def regression(name, y, p):
    y = np.asarray(y, dtype=np.float64)
    p = np.asarray(p, dtype=np.float64)
    values = {"mse": m.mean_squared_error(y, p), "mae": m.mean_absolute_error(y, p)}
    if len(np.unique(y)) > 1:
        values["r2"] = m.r2_score(y, p)
        if len(np.unique(p)) > 1:
            values["pearson"] = scipy.stats.pearsonr(y, p).statistic
            values["spearman"] = scipy.stats.spearmanr(y, p).statistic
    return {"name": name, "targets": y.tolist(), "predictions": p.tolist(), "metrics": defined(values)}


def regression_cases():
    rng = np.random.default_rng(3)
    y = rng.normal(size=60)
    ties = rng.integers(0, 5, 60)
    return [
        regression("noisy", y, 0.7 * y + 0.5 * rng.normal(size=60)),
        regression("ties on both sides", ties, rng.integers(0, 4, 60) + ties // 2),
        regression("perfect", y, y),
        regression("reversed", y, -y),
        regression("constant prediction", y, np.full(60, 0.1)),
        regression("constant truth", np.full(60, 0.1), y),
        regression("large offset", y + 1e6, y + 1e6 + 0.1 * rng.normal(size=60)),
        regression("two rows", [1.0, 2.0], [0.5, 0.25]),
    ]


def tokens(name, y, p):
    types = sorted({t for t, _, _ in labeling.get_entities(y) + labeling.get_entities(p)})
    values = {
        "entity_precision": seqeval.metrics.precision_score(y, p, zero_division=0) if types else 0.0,
        "entity_recall": seqeval.metrics.recall_score(y, p, zero_division=0) if types else 0.0,
        "entity_f1": seqeval.metrics.f1_score(y, p, zero_division=0) if types else 0.0,
        "token_accuracy": seqeval.metrics.accuracy_score(y, p),
    }
    rows = {}
    if types:
        columns = labeling.precision_recall_fscore_support(y, p, average=None, zero_division=0)
        rows = {t: [*map(float, row)] for t, row in zip(types, zip(*columns))}
    entities = [[[*map(str, (t,)), int(s), int(e)] for t, s, e in labeling.get_entities(sentence)] for sentence in p]
    return {"name": name, "tags": y, "predictions": p, "metrics": defined(values), "per_class": rows,
            "predicted_entities": entities}


def token_cases():
    rng = np.random.default_rng(4)

    def random_tags(prefixes, types, sentences):
        return [[str(rng.choice(["O"] + [f"{a}-{t}" for a in prefixes for t in types]))
                 for _ in range(rng.integers(1, 13))] for _ in range(sentences)]

    def noisy(tags, other, rate):
        return [[o if rng.random() < rate else t for t, o in zip(a, b)] for a, b in zip(tags, other)]

    cases = []
    for name, prefixes in (("IOB", "BI"), ("IOBES", "BIES"), ("IOE", "IE")):
        y = random_tags(prefixes, ["PER", "LOC", "ORG-X"], 25)
        other = [[str(rng.choice(["O"] + [f"{a}-{t}" for a in prefixes for t in ["PER", "LOC", "ORG-X"]])) for _ in s]
                 for s in y]
        cases.append(tokens(f"random {name} tags, ill-formed ones too", y, noisy(y, other, 0.3)))
    iob1 = [["I-PER", "I-PER", "B-PER", "O", "I-LOC"], ["O", "I-ORG", "I-ORG"]]
    iob2 = [["B-PER", "I-PER", "B-PER", "O", "B-LOC"], ["O", "B-ORG", "I-ORG"]]
    return cases + [
        tokens("IOB1 and IOB2 name the same entities", iob1, iob2),
        tokens("an I of another type begins an entity", [["B-PER", "I-LOC", "I-LOC"]], [["B-PER", "B-LOC", "I-LOC"]]),
        tokens("bare tags have the type _", [["B", "I", "O", "I"]], [["B", "I", "O", "O"]]),
        tokens("tags without a hyphen", [["PER", "PER", "O", "LOC"]], [["PER", "O", "O", "LOC"]]),
        tokens("no entities", [["O", "O"], ["O"]], [["O", "O"], ["O"]]),
        tokens("entities only predicted", [["O", "O"], ["O"]], [["B-A", "I-A"], ["O"]]),
        tokens("all wrong", [["B-A", "I-A"], ["B-B"]], [["B-B", "I-B"], ["O"]]),
        tokens("an entity at the end of one sentence and the start of the next", [["O", "B-A"], ["I-A", "O"]],
               [["O", "B-A"], ["I-A", "I-A"]]),
    ]


def features(rng, n, d):
    return rng.integers(-64, 65, (n, d)) / 32


def heads():
    rng = np.random.default_rng(5)
    cases = []
    exact = {"tol": 1e-12, "max_iter": 100000}
    for name, classes, c in (("multinomial", 4, 1.0), ("multinomial, weak penalty", 3, 10.0), ("binary", 2, 1.0)):
        x = features(rng, 60, 6)
        y = (x[:, :classes] + rng.normal(size=(60, classes))).argmax(1)
        fit = LogisticRegression(C=c, **exact).fit(x, y)
        cases.append({"name": name, "kind": "classes", "c": c, "classes": classes, "x": x.tolist(), "y": y.tolist(),
                      "coef": fit.coef_.tolist(), "intercept": fit.intercept_.tolist(),
                      "probabilities": fit.predict_proba(x[:10]).tolist()})
    x = features(rng, 50, 5)
    y = (x[:, :3] + rng.normal(size=(50, 3)) > 0.3).astype(int)
    fit = OneVsRestClassifier(LogisticRegression(**exact)).fit(x, y)
    cases.append({"name": "several labels", "kind": "labels", "c": 1.0, "classes": 3, "x": x.tolist(), "y": y.tolist(),
                  "coef": [e.coef_[0].tolist() for e in fit.estimators_],
                  "intercept": [float(e.intercept_[0]) for e in fit.estimators_],
                  "probabilities": fit.predict_proba(x[:10]).tolist()})
    t = x @ rng.normal(size=5) + 3 + rng.normal(size=50)
    for alpha in (1.0, 25.0):
        ridge = Ridge(alpha=alpha).fit(x, t)
        cases.append({"name": f"ridge {alpha}", "kind": "values", "alpha": alpha, "x": x.tolist(), "y": t.tolist(),
                      "coef": ridge.coef_.tolist(), "intercept": float(ridge.intercept_)})
    return cases


if __name__ == "__main__":
    write("classification", classification_cases())
    write("multi-label", multi_label_cases())
    write("regression", regression_cases())
    write("tokens", token_cases())
    write("frozen-head", heads())
