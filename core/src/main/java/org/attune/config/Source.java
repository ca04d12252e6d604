// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

/**
 * Where a value comes from.
 *
 * @param text as users read it: {@code recipe.yaml:12}, {@code override training.epochs=4}, {@code default}, or a
 *     sentence such as {@code derived: longest training row has 61 tokens}
 */
public record Source(Kind kind, String text) {

    public enum Kind {
        RECIPE,
        OVERRIDE,
        DEFAULT,
        RESOLVED
    }

    public static final Source DEFAULT = new Source(Kind.DEFAULT, "default");

    public static Source line(String file, int line) {
        return new Source(Kind.RECIPE, file + ":" + line);
    }

    /** A value that a later layer found out: from the model, from the data, from the machine. */
    public static Source resolved(String why) {
        return new Source(Kind.RESOLVED, why);
    }
}
