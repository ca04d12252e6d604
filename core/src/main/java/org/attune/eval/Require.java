// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/** Success criteria that a recipe sets before the run starts. */
public final class Require {

    private final List<Criterion> criteria;

    private Require(List<Criterion> criteria) {
        this.criteria = criteria;
    }

    /**
     * The outcome of one criterion.
     *
     * @param value what was measured; null where the run has no such value, which never passes
     * @param limit what the rule comes to; null where a baseline that it names has no value
     */
    public record Row(
            String key,
            String rule,
            @Nullable Double value,
            @Nullable Double limit,
            boolean passed) {

        /** One line for people. */
        public String text() {
            String measured = value == null ? "no value" : String.valueOf(value);
            String against = limit == null ? "a baseline in it has no value" : "limit " + limit;
            return (passed ? "PASS " : "FAIL ") + key + " " + rule + ": " + measured + " (" + against + ")";
        }
    }

    /**
     * Everything that is wrong with criteria, to be asked before training; an empty list if nothing is.
     *
     * @param rules SPLIT.METRIC to rule, as in the recipe
     * @param known metrics by the splits that have them
     */
    public static List<Problem> check(Map<String, String> rules, Map<String, List<String>> known) {
        Problems problems = new Problems();
        rules.forEach((key, rule) -> {
            Criterion criterion = problems.collect(() -> Criterion.parse(key, rule));
            if (criterion != null) {
                known(problems, "split", key, criterion.split(), known.keySet());
                List<String> metrics = known.get(criterion.split());
                if (metrics != null) {
                    known(problems, "metric", key, criterion.metric(), metrics);
                }
            }
        });
        return problems.list();
    }

    private static void known(Problems problems, String what, String key, String word, Collection<String> known) {
        if (!known.contains(word)) {
            problems.add(
                    "require.unknown-" + what,
                    "require." + key,
                    "this run has no " + what + " " + Problem.quote(word),
                    "a criterion names a " + what + " that the run measures",
                    Similar.hint(word, known));
        }
    }

    /** @throws InputException with every malformed rule */
    public static Require of(Map<String, String> rules) {
        Problems problems = new Problems();
        List<Criterion> criteria = new ArrayList<>();
        new LinkedHashMap<>(rules).forEach((key, rule) -> {
            Criterion criterion = problems.collect(() -> Criterion.parse(key, rule));
            if (criterion != null) {
                criteria.add(criterion);
            }
        });
        problems.throwIfAny();
        return new Require(criteria);
    }

    /** The baselines, by the names of {@link Baseline}, that must be measured on a split for the criteria to be decided. */
    public Set<String> baselines(String split) {
        Set<String> needed = new TreeSet<>(Comparator.naturalOrder());
        criteria.stream().filter(c -> c.split().equals(split)).forEach(c -> needed.addAll(c.baselines()));
        return needed;
    }

    /** Splits that criteria name, so that none is left unmeasured. */
    public Set<String> splits() {
        Set<String> splits = new TreeSet<>();
        criteria.forEach(c -> splits.add(c.split()));
        return splits;
    }

    /** The criteria on tasks that the model knew before. */
    public Require retained() {
        return new Require(criteria.stream()
                .filter(criterion -> RetainedSuite.isRetained(criterion.split()))
                .toList());
    }

    /** Whether all hold. */
    public boolean holds(EvaluationReport report) {
        return evaluate(report).stream().allMatch(Row::passed);
    }

    public List<Row> evaluate(EvaluationReport report) {
        return criteria.stream().map(criterion -> row(criterion, report)).toList();
    }

    private static Row row(Criterion criterion, EvaluationReport report) {
        Double value = report.metric(criterion.split(), criterion.metric())
                .map(Metric::value)
                .orElse(null);
        Double limit = limit(criterion, report);
        boolean passed =
                value != null && limit != null && criterion.comparison().holds(value, limit);
        return new Row(criterion.key(), criterion.rule(), value, limit, passed);
    }

    private static @Nullable Double limit(Criterion criterion, EvaluationReport report) {
        double sum = 0;
        for (Criterion.Term term : criterion.limit()) {
            double factor = term.factor();
            if (!term.reference().isEmpty()) {
                String baseline = Criterion.REFERENCES.getOrDefault(term.reference(), term.reference());
                Optional<Metric> found = report.baseline(baseline, criterion.split(), criterion.metric());
                if (found.isEmpty()) {
                    return null;
                }
                factor *= found.get().value();
            }
            sum += factor;
        }
        return sum;
    }
}
