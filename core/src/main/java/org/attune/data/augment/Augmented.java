// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.Map;
import org.attune.data.mend.Mended;

/**
 * What was made.
 *
 * @param classes by label
 * @param operations by name, those that made a row
 */
public record Augmented(Mended mended, Map<String, OfClass> classes, Map<String, OfOperation> operations) {

    /**
     * @param before rows that were read
     * @param target rows that were asked for
     * @param after rows that were written; fewer than the target where no more new copies could be made
     */
    public record OfClass(long before, long target, long after) {}

    /**
     * How well labels survive.
     *
     * @param made copies
     * @param kept of them
     * @param judged of those made
     * @param same share of those judged that are most probably of the class that their row most probably is of
     * @param before the mean probability of the label for the rows
     * @param after the mean probability of the label for their copies
     */
    public record OfOperation(long made, long kept, long judged, double same, double before, double after) {}
}
