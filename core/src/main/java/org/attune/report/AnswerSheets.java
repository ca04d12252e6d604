// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.statistics.RowMetric;
import org.jspecify.annotations.Nullable;

/**
 * What several runs answered to the same rows, in the first run's order.
 *
 * @param labels the truth
 * @param answers of each run, each of the length of {@code labels}
 */
public record AnswerSheets(Family family, List<Given> labels, List<List<Given>> answers) {

    public AnswerSheets {
        labels = List.copyOf(labels);
        answers = List.copyOf(answers);
    }

    public int size() {
        return labels.size();
    }

    /** The metrics that can be compared row by row. */
    public List<String> metrics() {
        return AnswerMetrics.names(family);
    }

    /** @param name one of {@link #metrics} */
    public RowMetric metric(String name) {
        return AnswerMetrics.of(this, name);
    }

    /** Which rows each run has right, {@code [answers][rows]}; empty where an answer is not simply right or wrong. */
    public Optional<boolean[][]> right() {
        return switch (family) {
            case LABELS, LABEL_SETS, TEXTS -> Optional.of(AnswerMetrics.right(this));
            case NUMBERS, TAGS, LIKELIHOODS -> Optional.empty();
        };
    }

    /** Empty where not all rows are the same; the reason is added to the remarks. */
    public static Optional<AnswerSheets> read(List<RunFiles> runs, List<String> remarks) {
        RunFiles first = runs.get(0);
        Sheet sheet = new Sheet();
        List<Given> own = new ArrayList<>();
        Family[] family = new Family[1];
        first.predictions(row -> {
            if (family[0] == null) {
                family[0] = Family.of(first.recipe().task(), row);
            }
            sheet.add(row.label(), row);
            own.add(row.prediction());
        });
        List<List<Given>> answers = new ArrayList<>(List.of(own));
        for (RunFiles run : runs.subList(1, runs.size())) {
            Optional<List<Given>> same = sheet.same(run, remarks);
            if (same.isEmpty()) {
                return Optional.empty();
            }
            answers.add(same.get());
        }
        if (family[0] == null) {
            remarks.add("not compared row by row: a run has no predictions");
            return Optional.empty();
        }
        return Optional.of(new AnswerSheets(family[0], sheet.labels, answers));
    }

    /** The rows that all have to answer. */
    private static final class Sheet {

        private record Place(int row, Given label) {}

        private final Map<String, Place> places = new HashMap<>();
        private final List<Given> labels = new ArrayList<>();
        private final Keys keys = new Keys();

        void add(Given label, PredictionRow row) {
            places.put(keys.of(row), new Place(labels.size(), label));
            labels.add(label);
        }

        Optional<List<Given>> same(RunFiles run, List<String> remarks) {
            @Nullable Given[] found = new Given[labels.size()];
            long[] matched = new long[2];
            Keys theirs = new Keys();
            run.predictions(row -> {
                Place same = places.get(theirs.of(row));
                boolean equal = same != null
                        && same.label().equals(row.label())
                        && row.label().isKnown();
                matched[equal ? 0 : 1]++;
                if (same != null && equal) {
                    found[same.row()] = row.prediction();
                }
            });
            List<Given> all = new ArrayList<>();
            for (Given given : found) {
                if (given != null) {
                    all.add(given);
                }
            }
            if (!labels.isEmpty() && all.size() == labels.size() && matched[1] == 0) {
                return Optional.of(all);
            }
            remarks.add(remark(matched[0], matched[0] + matched[1]));
            return Optional.empty();
        }

        private String remark(long equal, long theirs) {
            return labels.isEmpty() || theirs == 0
                    ? "not compared row by row: a run has no predictions"
                    : "not compared row by row: the runs did not answer the same rows (" + labels.size() + " and "
                            + theirs + " rows, " + equal + " with equal identifier and label)";
        }
    }

    /** Rows of one key are told apart by their order. */
    private static final class Keys {

        private final Map<String, Integer> seen = new HashMap<>();

        String of(PredictionRow row) {
            String key = row.key().isEmpty() ? row.text() : row.key();
            int times = seen.merge(key, 1, Integer::sum);
            return times == 1 ? key : key + "\0" + times;
        }
    }
}
