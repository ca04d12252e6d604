// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.util.Arrays;

/** Which rows go, by which rule, and because of which other row: twelve bytes for each. */
final class Verdicts {

    /** Rules that hold rows against each other. */
    enum Rule {
        STAYS,
        LEAK,
        NEAR_LEAK,
        CONFLICT,
        DUPLICATE,
        NEAR_DUPLICATE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    static final int NOBODY = -1;

    private final Rule[] rules;
    private final int[] because;
    private final float[] similarity;

    Verdicts(int rows) {
        rules = new Rule[rows];
        Arrays.fill(rules, Rule.STAYS);
        because = new int[rows];
        similarity = new float[rows];
        Arrays.fill(because, NOBODY);
    }

    void reject(int row, Rule rule, int other, double likeness) {
        rules[row] = rule;
        because[row] = other;
        similarity[row] = (float) likeness;
    }

    Rule rule(int row) {
        return rules[row];
    }

    boolean stays(int row) {
        return rules[row] == Rule.STAYS;
    }

    int because(int row) {
        return because[row];
    }

    double similarity(int row) {
        return similarity[row];
    }
}
