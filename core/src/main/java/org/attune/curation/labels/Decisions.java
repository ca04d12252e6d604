// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.data.Row;
import org.attune.data.Table;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/** What a person has decided, by the rows that it is about. */
record Decisions(Map<Decision.Place, Decision> byPlace, long undecided) {

    /**
     * @param label the column
     * @throws InputException for lines that say something else, that fit no row, or none at all
     */
    static Decisions read(Table said, Table data, String label) {
        Problems problems = new Problems();
        Map<Decision.Place, Decision> decided = new LinkedHashMap<>();
        long undecided = 0;
        for (Row line : said.rows()) {
            Decision.Place place = Decision.place(line, problems);
            Decision decision = Decision.read(line, problems);
            if (decision == null) {
                undecided++;
            } else if (place != null && decided.putIfAbsent(place, decision) != null) {
                problems.add(
                        "data.decision",
                        line.where(),
                        "a second decision on " + place.file() + ":" + place.line(),
                        "a row is decided on once",
                        "remove one of the lines");
            }
        }
        fit(decided, data, label, problems);
        problems.throwIfAny();
        if (decided.isEmpty()) {
            throw new InputException(
                    "data.no-decision",
                    String.join(", ", said.sha256ByFile().keySet()),
                    undecided + " lines without a decision",
                    "what is applied are decisions",
                    "add \"decision\": \"relabel\", \"drop\" or \"keep\" to the lines that you have judged");
        }
        return new Decisions(decided, undecided);
    }

    /** Decisions on another version of the data would change rows that nobody has looked at. */
    private static void fit(Map<Decision.Place, Decision> decided, Table data, String label, Problems problems) {
        Map<Decision.Place, Row> rows = new HashMap<>();
        data.rows().forEach(row -> rows.put(new Decision.Place(row.file(), row.line()), row));
        decided.forEach((place, decision) -> {
            Row row = rows.get(place);
            if (row == null) {
                problems.add(
                        "data.decision",
                        decision.where(),
                        "no row of the data begins at " + place.file() + ":" + place.line(),
                        "decisions are on rows of these files, named as they were when they were judged",
                        "give the same FILE arguments as to attune data labels");
                return;
            }
            String has = String.valueOf(row.value(label));
            if (!decision.label().map(has::equals).orElse(true)) {
                problems.add(
                        "data.decision",
                        decision.where(),
                        "label " + Problem.quote(decision.label().orElse("")) + ", but " + row.where() + " has "
                                + Problem.quote(has),
                        "the data is as it was when it was judged",
                        "look for suspects anew: attune data labels");
            }
        });
    }

    @Nullable
    Decision of(Row row) {
        return byPlace.get(new Decision.Place(row.file(), row.line()));
    }

    /** As the manifest has it. */
    Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Decision.Verdict verdict : Decision.Verdict.values()) {
            long of = byPlace.values().stream()
                    .filter(decision -> decision.verdict() == verdict)
                    .count();
            counts.put(verdict.word(), of);
        }
        counts.put("undecided", undecided);
        return counts;
    }
}
