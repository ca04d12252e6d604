// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.List;
import org.attune.data.Row;

/** What a model says about words and copies. */
public interface Judge {

    /** Words that could stand for this one; none where the model knows none. */
    List<String> near(String word);

    /** About each copy, in their order. */
    List<Opinion> opinions(List<Copy> copies);

    /**
     * A row made of another one.
     *
     * @param parent the number of its row, from 0
     * @param number of the copy, from 1
     */
    record Copy(int parent, int number, Operation operation, Row row) {}

    /**
     * Whether the label still holds.
     *
     * @param before the probability that a head which has not learnt from the row gives its label
     * @param after what the same head gives the label for the copy
     * @param same whether the copy is most probably of the class that the row most probably is of
     */
    record Opinion(double before, double after, boolean same) {

        /** No other row of the class can be learnt from, or nobody was asked. */
        public static final Opinion NONE = new Opinion(Double.NaN, Double.NaN, true);

        public boolean isJudged() {
            return !Double.isNaN(before);
        }
    }

    /** Nobody is asked. */
    Judge NOBODY = new Judge() {
        @Override
        public List<String> near(String word) {
            return List.of();
        }

        @Override
        public List<Opinion> opinions(List<Copy> copies) {
            return copies.stream().map(copy -> Opinion.NONE).toList();
        }
    };
}
