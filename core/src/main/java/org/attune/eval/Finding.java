// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/**
 * Words about a result: what it means and what to do.
 *
 * @param text complete sentences, with the numbers that they rest on
 */
public record Finding(Kind kind, Severity severity, String text) {

    /** What a finding is about; its name in files is in lower case with hyphens. */
    public enum Kind {
        OVERFITTING,
        CLASS_IMBALANCE,
        TRUNCATION,
        NEVER_PREDICTED,
        NEVER_RIGHT,
        FEW_TEST_ROWS,
        WORSE_THAN_BASELINE,
        NO_BETTER_THAN_FROZEN_HEAD,
        POOR_CALIBRATION,
        LEAK
    }

    /** How much it matters. */
    public enum Severity {
        /** Worth knowing. */
        NOTE,
        /** The result is weaker than it could be, or than it looks. */
        WARNING,
        /** The result should not be relied on. */
        SERIOUS
    }
}
