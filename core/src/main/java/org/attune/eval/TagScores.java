// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/** What a tagger said: true and predicted tags of the IOB family, {@code [sentences][tokens]}. */
public record TagScores(String[][] tags, String[][] predictions) {

    public TagScores {
        Scores.sameLength(tags.length, predictions.length);
        for (int row = 0; row < tags.length; row++) {
            Scores.sameLength(tags[row].length, predictions[row].length);
        }
    }

    public int rows() {
        return tags.length;
    }
}
