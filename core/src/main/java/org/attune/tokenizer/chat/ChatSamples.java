// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;

/**
 * All rows as samples, and what should be known about them.
 *
 * @param samples in the order of the rows, without those that were left out
 * @param findings how many rows have each finding
 * @param first the place of the first row of each
 */
public record ChatSamples(
        List<ChatSample> samples, Map<ChatFinding, Integer> findings, Map<ChatFinding, String> first) {

    /** A row and its place. */
    public record Placed(ChatRow row, String where) {}

    public ChatSamples {
        samples = List.copyOf(samples);
        findings = Collections.unmodifiableMap(findings);
        first = Collections.unmodifiableMap(first);
    }

    /**
     * Encodes rows.
     *
     * @throws InputException with the problems of all rows, or where no row is left
     */
    public static ChatSamples of(ChatEncoder encoder, Iterable<Placed> rows) {
        Problems problems = new Problems();
        List<ChatSample> samples = new ArrayList<>();
        Map<ChatFinding, Integer> counts = new EnumMap<>(ChatFinding.class);
        Map<ChatFinding, String> first = new EnumMap<>(ChatFinding.class);
        for (Placed placed : rows) {
            ChatResult result = problems.collect(() -> encoder.encode(placed.row(), placed.where()));
            if (result == null) {
                continue;
            }
            result.findings().forEach(finding -> {
                counts.merge(finding, 1, Integer::sum);
                first.putIfAbsent(finding, placed.where());
            });
            ChatSample sample = result.sample();
            if (sample != null) {
                samples.add(sample);
            }
        }
        if (samples.isEmpty() && problems.isEmpty()) {
            problems.add(nothingLeft(counts));
        }
        problems.throwIfAny();
        return new ChatSamples(samples, counts, first);
    }

    private static Problem nothingLeft(Map<ChatFinding, Integer> counts) {
        List<String> found = new ArrayList<>();
        counts.forEach((finding, count) -> found.add(count + " rows " + finding.text()));
        return new Problem(
                "chat.nothing-left",
                "the training data",
                found.isEmpty() ? "no rows" : String.join("; ", found),
                "at least one row has something to learn",
                "raise max_length, or look at the rows");
    }

    /** What to tell about the rows, one line per finding. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        findings.forEach((finding, count) -> notes.add(
                count + (count == 1 ? " row " : " rows ") + finding.text() + " (first: " + first.get(finding) + ")"));
        return notes;
    }
}
