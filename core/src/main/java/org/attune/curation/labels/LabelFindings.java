// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.nio.file.Path;
import java.util.List;

/**
 * What was found.
 *
 * @param suspects the file with the rows whose labels are likely to be wrong, the likeliest first
 * @param rows that were read
 * @param unjudged rows of classes that have too few different rows
 * @param suspected rows
 * @param noise the share of all judged rows whose label is estimated to be wrong
 * @param classes the one with most suspects first
 * @param confusions what is most often suspected to be what, the most frequent first
 * @param notes what was guessed about the files
 */
public record LabelFindings(
        Path suspects,
        long rows,
        long unjudged,
        long suspected,
        double noise,
        List<OfClass> classes,
        List<Confusion> confusions,
        List<String> notes) {

    /**
     * @param rows that have the label
     * @param wrong the estimated share of them that is of another class
     * @param missed the estimated share of the rows of this class that have another label
     */
    public record OfClass(String label, long rows, long suspects, double wrong, double missed) {}

    /** @param suspects with this label for which the other one is suggested */
    public record Confusion(String label, String suggested, long suspects) {}
}
