// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

/**
 * Rows that hang together by similar pairs.
 *
 * @param compared pairs whose similarity was computed
 * @param passedOver how often a text met so many candidates that the rest of them was not compared; 0: all were
 */
public record Clusters(IntColumn textOfRow, Components texts, long compared, long passedOver) {

    /** The same number for all rows of a cluster. */
    public int of(int row) {
        return texts.find(textOfRow.get(row));
    }

    public int rows() {
        return textOfRow.size();
    }
}
