// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

/** What a tagger said: true and predicted tags of the IOB family, {@code [sentences][tokens]}. */
public record TagScores(String[][] tags, String[][] predictions) implements Scores {

    public TagScores {
        ScoreChecks.sameLength(tags.length, predictions.length);
        for (int row = 0; row < tags.length; row++) {
            ScoreChecks.sameLength(tags[row].length, predictions[row].length);
        }
    }

    @Override
    public int rows() {
        return tags.length;
    }
}
