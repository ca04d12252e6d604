# SPDX-License-Identifier: Apache-2.0
"""Token classification on CoNLL files; the first sub-word of a word carries its tag."""

from pathlib import Path

import torch
from seqeval.metrics import f1_score, precision_score, recall_score

import training


def sentences(path):
    """Lists of (word, tag): first and last column, a blank line between sentences."""
    found, current = [], []
    for line in [*Path(path).read_text(encoding="utf-8-sig").split("\n"), ""]:
        parts = line.split("\t") if "\t" in line else line.split()
        if len(parts) > 1 and parts[0].strip():
            current.append((parts[0].strip(), parts[-1].strip()))
        elif current:
            found.append(current)
            current = []
    return found


def rows(found, place, tokenizer, choice):
    words = tokenizer([[word for word, _ in sentence] for sentence in found], is_split_into_words=True, truncation=True,
                      max_length=choice.max_length, padding=False)
    made = []
    for i, sentence in enumerate(found):
        owners = words.word_ids(i)
        first = [at for at, owner in enumerate(owners) if owner is not None and owner != owners[at - 1]]
        target = [training.IGNORED] * len(owners)
        for at in first:
            target[at] = place[sentence[owners[at]][1]]
        made.append({"inputs": {key: words[key][i] for key in words}, "target": target,
                     "words": {owners[at]: at for at in first}})
    return made


def main():
    choice = training.options(__doc__).parse_args()
    tokenizer = training.begin(choice)
    train, test = sentences(choice.train), sentences(choice.test)
    names = sorted({tag for sentence in train for _, tag in sentence})
    place = {name: index for index, name in enumerate(names)}

    def loss(logits, targets):
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=training.IGNORED)

    tested = rows(test, place, tokenizer, choice)
    model = training.Tuned(choice, len(names), "none")
    epochs = training.learn(model, tokenizer, rows(train, place, tokenizer, choice), loss, choice)
    logits, seconds = training.predict(model, tokenizer, tested, choice)
    best = [value.argmax(-1).tolist() for value in logits]
    # A word beyond the maximum length, or one without any sub-word, is an O: it counts as an error where it is an entity
    predictions = [
        [names[best[i][row["words"][word]]] if word in row["words"] else "O" for word in range(len(test[i]))]
        for i, row in enumerate(tested)
    ]
    labels = [[tag for _, tag in sentence] for sentence in test]
    metrics = {
        "entity_f1": float(f1_score(labels, predictions)),
        "entity_precision": float(precision_score(labels, predictions)),
        "entity_recall": float(recall_score(labels, predictions)),
    }
    training.conclude(choice, epochs, seconds, metrics, labels, predictions)


if __name__ == "__main__":
    main()
