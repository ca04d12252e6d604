// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;
import org.attune.eval.text.Bleu;
import org.attune.eval.text.ChrF;
import org.attune.eval.text.FinalNumber;
import org.attune.eval.text.JsonText;
import org.attune.eval.text.Rouge;
import org.attune.eval.text.ShortAnswer;
import org.attune.problem.InputException;
import org.attune.task.GeneratedScores;
import org.jspecify.annotations.Nullable;

/** Metrics of generated texts. */
public final class Generation {

    private static final List<String> ROUGE = List.of("rouge1", "rouge2", "rougeL");
    private static final List<String> SHARES = List.of("exact_match", "number_match", "regex_match", "json_valid");

    private final GeneratedScores scores;
    private final Map<String, double[]> perRow = new LinkedHashMap<>();

    private Generation(GeneratedScores scores) {
        this.scores = scores;
    }

    /**
     * exact_match, token_f1, bleu, chrf, rouge1, rouge2 and rougeL; number_match where all references ask for a number or it is asked for, json_valid
     * where all are JSON or keys are given, regex_match with a pattern. bleu and chrf are of the corpus and from 0 to 100, all
     * others means over rows and from 0 to 1.
     *
     * @throws InputException where the pattern is too deep for a text
     */
    public static SplitEvaluation measure(GeneratedScores scores, TextChecks checks, Bootstrap bootstrap) {
        int n = scores.rows();
        if (n == 0) {
            return SplitEvaluation.of(0, Map.of());
        }
        Generation generation = new Generation(scores);
        generation.compare(new Rouge(checks.stemming()));
        generation.check(checks);
        Map<String, Metric> metrics = new LinkedHashMap<>(bootstrap.measure(generation.means()));
        Classification.wilson(metrics, SHARES, n, bootstrap);
        metrics.putAll(bootstrap.measure(generation.bleu()));
        metrics.putAll(bootstrap.measure(generation.chrf()));
        return SplitEvaluation.of(n, metrics);
    }

    private void compare(Rouge rouge) {
        rate("exact_match", (said, references) -> ShortAnswer.exactMatch(said, references) ? 1 : 0);
        rate("token_f1", ShortAnswer::tokenF1);
        ROUGE.forEach(name -> perRow.put(name, new double[scores.rows()]));
        for (int row = 0; row < scores.rows(); row++) {
            double[] values = rouge.score(
                    scores.predictions().get(row), scores.references().get(row));
            for (int i = 0; i < values.length; i++) {
                perRow.getOrDefault(ROUGE.get(i), values)[row] = values[i];
            }
        }
    }

    private void check(TextChecks checks) {
        if (checks.number() || allReferences(FinalNumber::isAsked)) {
            rate("number_match", (said, references) -> FinalNumber.matches(said, references) ? 1 : 0);
        }
        Pattern pattern = checks.pattern();
        if (pattern != null) {
            rate("regex_match", (said, references) -> isFound(pattern, said) ? 1 : 0);
        }
        @Nullable List<String> keys = checks.keys();
        if (keys != null || allReferences(JsonText::isStructured)) {
            List<String> asked = keys == null ? List.of() : keys;
            rate("json_valid", (said, references) -> JsonText.isValid(said, asked) ? 1 : 0);
        }
    }

    private void rate(String name, ToDoubleBiFunction<String, List<String>> measure) {
        double[] values = new double[scores.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = measure.applyAsDouble(
                    scores.predictions().get(row), scores.references().get(row));
        }
        perRow.put(name, values);
    }

    private boolean allReferences(Predicate<String> test) {
        return scores.references().stream().allMatch(row -> row.stream().allMatch(test));
    }

    /** Java's regular expressions recurse: a repeated group overflows the stack on a long text. */
    private static boolean isFound(Pattern pattern, String text) {
        try {
            return pattern.matcher(text).find();
        } catch (StackOverflowError e) {
            throw new InputException(
                    "evaluation.pattern",
                    "the regular expression " + pattern,
                    "it needs more memory than there is for a text of " + text.length() + " characters",
                    "it can be tried on every generated text",
                    "use possessive repetitions (a++, a*+), or repeat no groups");
        }
    }

    private MeanFamily means() {
        return new MeanFamily(new ArrayList<>(perRow.keySet()), perRow.values().toArray(double[][]::new));
    }

    private SumFamily bleu() {
        return sums("bleu", Bleu::sums, sums -> new double[] {Bleu.corpus(sums)});
    }

    private SumFamily chrf() {
        return sums("chrf", ChrF.CHRF::sums, sums -> new double[] {ChrF.CHRF.score(sums)});
    }

    /** What one row adds. */
    private interface RowSums {
        double[] of(String prediction, List<String> references);
    }

    private SumFamily sums(String name, RowSums row, SumFamily.Values values) {
        double[][] sums = new double[scores.rows()][];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = row.of(scores.predictions().get(i), scores.references().get(i));
        }
        return new SumFamily(List.of(name), sums, values);
    }
}
