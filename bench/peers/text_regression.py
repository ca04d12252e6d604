# SPDX-License-Identifier: Apache-2.0
"""Regression on pairs of texts, read together by the encoder; by default the columns of STS-B."""

import torch
from scipy.stats import pearsonr, spearmanr

import table
import training


def main():
    parser = training.options(__doc__)
    parser.add_argument("--pooling", choices=["mean", "cls"], default="mean")
    parser.add_argument("--columns", nargs=3, metavar=("TEXT", "PAIR", "VALUE"), default=["5", "6", "4"],
                        help="names, or 0-based positions in a file without header")
    parser.add_argument("--delimiter", default="\t")
    parser.add_argument("--quoted", action="store_true", help="the file quotes values; that of STS-B does not")
    choice = parser.parse_args()
    tokenizer = training.begin(choice)

    def rows(path):
        found = table.read(path, choice.columns, choice.delimiter, choice.quoted)
        pairs = tokenizer([text for text, _, _ in found], [pair for _, pair, _ in found], truncation=True,
                          max_length=choice.max_length, padding=False)
        return [
            {"inputs": {key: pairs[key][i] for key in pairs}, "target": float(value)}
            for i, (_, _, value) in enumerate(found)
        ]

    def loss(logits, targets):
        return torch.nn.functional.mse_loss(logits.squeeze(-1), targets)

    train, test = rows(choice.train), rows(choice.test)
    model = training.Tuned(choice, 1, choice.pooling)
    epochs = training.learn(model, tokenizer, train, loss, choice)
    logits, seconds = training.predict(model, tokenizer, test, choice)
    labels, predictions = [row["target"] for row in test], [value.item() for value in logits]
    metrics = {
        "spearman": float(spearmanr(labels, predictions).statistic),
        "pearson": float(pearsonr(labels, predictions).statistic),
        "mse": sum((a - b) ** 2 for a, b in zip(labels, predictions)) / len(labels),
    }
    training.conclude(choice, epochs, seconds, metrics, labels, predictions)


if __name__ == "__main__":
    main()
