// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Similar;

/**
 * One success criterion: {@code test.accuracy: ">= base - 0.01"}.
 *
 * @param split what stands before the last dot of its key
 * @param metric what stands after it
 * @param rule the text as it was written
 * @param limit the terms to add up
 */
record Criterion(String split, String metric, String rule, Comparison comparison, List<Term> limit) {

    /** References and the baselines that they mean. */
    static final Map<String, String> REFERENCES = Map.of(
            "base", Baseline.UNTUNED,
            "majority", Baseline.MAJORITY,
            "frozen_head", Baseline.FROZEN_HEAD);

    private static final Pattern RULE = Pattern.compile("\\s*(>=|<=|==|>|<)(.*)", Pattern.DOTALL);
    private static final Pattern TERM =
            Pattern.compile("\\s*([+-])?\\s*(\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+(?:[eE][+-]?\\d+)?|[A-Za-z_]+)\\s*");
    private static final int LONGEST_RULE = 200;
    private static final String EXPECTED =
            "a rule is >=, >, <=, < or == and then numbers, base, majority or frozen_head, joined by + and -";

    /** What a value must be to its limit; the last bits of a sum decide nothing. */
    enum Comparison {
        AT_LEAST(">="),
        MORE(">"),
        AT_MOST("<="),
        LESS("<"),
        EQUAL("==");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        boolean holds(double value, double limit) {
            double rounding = 1e-12 * Math.max(1, Math.abs(limit));
            return switch (this) {
                case AT_LEAST -> value >= limit - rounding;
                case MORE -> value > limit + rounding;
                case AT_MOST -> value <= limit + rounding;
                case LESS -> value < limit - rounding;
                case EQUAL -> Math.abs(value - limit) <= rounding;
            };
        }

        static Comparison of(String sign) {
            for (Comparison comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            throw new IllegalArgumentException(sign);
        }
    }

    /** A number, or a baseline's value where {@code reference} is not empty, with its sign. */
    record Term(double factor, String reference) {}

    /** @throws InputException where key or rule are malformed */
    static Criterion parse(String key, String rule) {
        String where = "require." + key;
        int dot = key.lastIndexOf('.');
        if (dot <= 0 || dot == key.length() - 1) {
            throw new InputException(
                    "require.key",
                    where,
                    "the criterion is called " + Problem.quote(key),
                    "a criterion is called SPLIT.METRIC",
                    "write for example test.accuracy");
        }
        Matcher matcher = RULE.matcher(rule);
        if (rule.length() > LONGEST_RULE || !matcher.matches()) {
            throw malformed(where, rule, "write for example \">= 0.92\" or \">= base - 0.01\"");
        }
        Comparison comparison = Comparison.of(matcher.group(1));
        return new Criterion(
                key.substring(0, dot),
                key.substring(dot + 1),
                rule.strip(),
                comparison,
                terms(where, rule, matcher.group(2)));
    }

    private static List<Term> terms(String where, String rule, String text) {
        List<Term> terms = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        int at = 0;
        while (at < text.length() && term.find(at) && term.start() == at) {
            String sign = term.group(1);
            if (sign == null && at > 0) {
                break;
            }
            terms.add(term(where, rule, "-".equals(sign) ? -1 : 1, term.group(2)));
            at = term.end();
        }
        if (at < text.length() || terms.isEmpty()) {
            String rest = text.substring(at).strip();
            String percent = rest.startsWith("%") ? "write a share as a number between 0 and 1, for example 0.92" : "";
            throw malformed(where, rule, percent.isEmpty() ? "mend what stands at " + Problem.quote(rest) : percent);
        }
        return terms;
    }

    private static Term term(String where, String rule, int sign, String word) {
        if (!Character.isLetter(word.charAt(0)) && word.charAt(0) != '_') {
            double number = Double.parseDouble(word);
            if (Double.isInfinite(number)) {
                throw malformed(where, rule, "use a number that 64 bits can hold");
            }
            return new Term(sign * number, "");
        }
        if (!REFERENCES.containsKey(word)) {
            throw malformed(
                    where,
                    rule,
                    Similar.hint(word, REFERENCES.keySet().stream().sorted().toList()));
        }
        return new Term(sign, word);
    }

    private static InputException malformed(String where, String rule, String fix) {
        return new InputException("require.rule", where, "the rule is " + Problem.quote(rule), EXPECTED, fix);
    }

    /** The baselines whose values the limit needs. */
    Set<String> baselines() {
        return limit.stream()
                .filter(term -> !term.reference.isEmpty())
                .map(term -> REFERENCES.getOrDefault(term.reference, term.reference))
                .collect(Collectors.toSet());
    }

    String key() {
        return split + "." + metric;
    }
}
