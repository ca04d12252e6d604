// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.ArrayList;
import java.util.List;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/** The rules of a record, written in its compact constructor: all broken ones are thrown together. */
public final class Rules {

    private final String section;
    private final List<Problem> broken = new ArrayList<>();

    private Rules(String section) {
        this.section = section.isEmpty() ? "" : section + ".";
    }

    /** @param section the path of the keys: {@code training}, or empty at the top */
    public static Rules of(String section) {
        return new Rules(section);
    }

    public Rules atLeast(String key, double value, double least) {
        return that(value >= least, key, "at least " + shown(least), value);
    }

    public Rules above(String key, double value, double limit) {
        return that(value > limit && Double.isFinite(value), key, "more than " + shown(limit), value);
    }

    public Rules between(String key, double value, double low, double high) {
        return that(value >= low && value <= high, key, "from " + shown(low) + " to " + shown(high), value);
    }

    /** From low, which is allowed, to high, which is not. */
    public Rules below(String key, double value, double low, double high) {
        return that(
                value >= low && value < high, key, "at least " + shown(low) + " and less than " + shown(high), value);
    }

    public Rules notBlank(String key, String value) {
        return that(!value.isBlank(), key, "not empty", value);
    }

    /** Any other rule. */
    public Rules that(boolean holds, String key, String rule, Object found) {
        return that(holds, key, rule, found, "change the value of " + key);
    }

    public Rules that(boolean holds, String key, String rule, Object found, String fix) {
        if (!holds) {
            String value = found instanceof Double number ? shown(number) : Problem.quote(found);
            broken.add(new Problem("recipe.range", section + key, value, key + " is " + rule, fix));
        }
        return this;
    }

    /** @throws InputException with every rule that does not hold */
    public void check() {
        if (!broken.isEmpty()) {
            throw new InputException(broken);
        }
    }

    private static String shown(double value) {
        return ScalarNode.of(value, Source.DEFAULT).text();
    }
}
