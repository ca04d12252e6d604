// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often: at the end of each epoch, after so many steps, or after so many minutes. */
public record Interval(Unit unit, int amount) {

    public static final Interval EPOCH = new Interval(Unit.EPOCH, 1);

    public enum Unit {
        EPOCH,
        STEPS,
        MINUTES
    }

    /** Reads {@code epoch}, {@code 500}, {@code 500 steps}, {@code 30m} and {@code 30 minutes}. */
    public static final Kind<Interval> KIND =
            Kinds.of("epoch, a number of steps, or minutes such as 30m", Interval::read, Interval::text);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) *(m|min|minutes?|steps?)");

    public Interval {
        Rules.of("").atLeast("every", amount, 1).check();
    }

    private static Optional<Interval> read(Node node) {
        Optional<Interval> steps = Kinds.WHOLE.read(node).filter(n -> n > 0).map(n -> new Interval(Unit.STEPS, n));
        if (steps.isPresent() || !(node instanceof ScalarNode scalar)) {
            return steps;
        }
        if (scalar.isText("epoch")) {
            return Optional.of(EPOCH);
        }
        Matcher form = FORM.matcher(scalar.text());
        if (!form.matches() || Integer.parseInt(form.group(1)) == 0) {
            return Optional.empty();
        }
        Unit unit = form.group(2).startsWith("m") ? Unit.MINUTES : Unit.STEPS;
        return Optional.of(new Interval(unit, Integer.parseInt(form.group(1))));
    }

    private Object text() {
        return switch (unit) {
            case EPOCH -> "epoch";
            case STEPS -> amount;
            case MINUTES -> amount + "m";
        };
    }
}
