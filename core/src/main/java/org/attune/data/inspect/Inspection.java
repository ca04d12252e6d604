// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen.
 *
 * @param columns of all parts together
 * @param findings the most serious first
 */
public record Inspection(
        List<Part> parts,
        Roles roles,
        List<ColumnProfile> columns,
        Lengths lengths,
        Optional<TokenLengths> tokens,
        List<Finding> findings) {

    /**
     * Files that are used together.
     *
     * @param name {@code data}, or {@code train}, {@code validation} and {@code test}
     * @param labels how often each one comes, the most frequent first
     * @param notes how the files were read, where content decided it
     */
    public record Part(
            String name, long rows, Map<String, String> sha256, Map<String, Long> labels, List<String> notes) {}

    /** Which columns are what, with the guesses among them in words. */
    public record Roles(List<String> inputs, Optional<String> label, List<String> guesses) {}

    /** Quantiles of the lengths of the texts, in code points. */
    public record Lengths(
            int shortest, int quarter, int median, int threeQuarters, int most95, int longest, double mean) {}

    /**
     * Lengths in tokens of a sample of rows.
     *
     * @param limit of the model
     * @param truncated the share of rows that is longer than the limit, with its 95 % interval after Wilson
     */
    public record TokenLengths(
            String model, int sample, int median, int most95, int longest, int limit, Share truncated) {}

    public record Share(double value, double low, double high) {}

    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }
}
