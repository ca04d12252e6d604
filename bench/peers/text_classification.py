# SPDX-License-Identifier: Apache-2.0
"""Text classification with transformers and a plain PyTorch loop."""

import torch
from sklearn.metrics import accuracy_score, f1_score

import table
import training


def main():
    parser = training.options(__doc__)
    parser.add_argument("--pooling", choices=["mean", "cls"], default="mean")
    parser.add_argument("--text", default="text", help="column: a name, or a 0-based position in a file without header")
    parser.add_argument("--label", default="category", help="column, as --text")
    parser.add_argument("--delimiter", default=",")
    parser.add_argument("--unquoted", action="store_true", help="no character of the file quotes")
    choice = parser.parse_args()
    tokenizer = training.begin(choice)
    train, test = (table.read(path, [choice.text, choice.label], choice.delimiter, not choice.unquoted) for path in (choice.train, choice.test))
    names = sorted({label for _, label in train})
    place = {name: index for index, name in enumerate(names)}

    def rows(pairs):
        texts = tokenizer([text for text, _ in pairs], truncation=True, max_length=choice.max_length, padding=False)
        return [
            {"inputs": {key: texts[key][i] for key in texts}, "target": place[label]} for i, (_, label) in enumerate(pairs)
        ]

    model = training.Tuned(choice, len(names), choice.pooling)
    epochs = training.learn(model, tokenizer, rows(train), torch.nn.functional.cross_entropy, choice)
    logits, seconds = training.predict(model, tokenizer, rows(test), choice)
    labels, predictions = [label for _, label in test], [names[value.argmax().item()] for value in logits]
    metrics = {
        "accuracy": accuracy_score(labels, predictions),
        "f1_macro": f1_score(labels, predictions, average="macro"),
    }
    training.conclude(choice, epochs, seconds, metrics, labels, predictions)


if __name__ == "__main__":
    main()
