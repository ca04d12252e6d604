# SPDX-License-Identifier: Apache-2.0
"""How alike two texts are: the cosine of their pooled states, read apart, as sentence-transformers tunes; by default STS-B."""

import torch
from scipy.stats import pearsonr, spearmanr

import table
import training


class Similarity(torch.nn.Module):
    """The cosines of pairs, 0 and 1 standing for the smallest and the largest target of the training rows."""

    def __init__(self, choice, lowest, highest):
        super().__init__()
        self.encoder = training.encoder(choice)
        self.pooling = choice.pooling
        self.lowest, self.highest = lowest, highest

    def forward(self, inputs):
        states = training.pooled(self.encoder(**inputs).last_hidden_state, inputs, self.pooling).float()
        pairs = states.view(-1, 2, states.shape[1])
        return self.lowest + (self.highest - self.lowest) * torch.cosine_similarity(pairs[:, 0], pairs[:, 1])


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
        limits = dict(truncation=True, max_length=choice.max_length, padding=False)
        return [
            {"inputs": [tokenizer(text, **limits), tokenizer(pair, **limits)], "target": float(value)}
            for text, pair, value in found
        ]

    train, test = rows(choice.train), rows(choice.test)
    targets = [row["target"] for row in train]
    model = Similarity(choice, min(targets), max(targets))
    epochs = training.learn(model, tokenizer, train, torch.nn.functional.mse_loss, choice)
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
