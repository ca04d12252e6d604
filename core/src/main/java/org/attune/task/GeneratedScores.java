// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;

/**
 * What a language model wrote, without special tokens.
 *
 * @param predictions one text per row
 * @param references of each row one or more texts that would be right
 */
public record GeneratedScores(List<String> predictions, List<List<String>> references) implements Scores {

    public GeneratedScores {
        ScoreChecks.sameLength(references.size(), predictions.size());
        predictions = List.copyOf(predictions);
        references = references.stream().map(List::copyOf).toList();
        if (references.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a row has no reference");
        }
    }

    @Override
    public int rows() {
        return predictions.size();
    }
}
