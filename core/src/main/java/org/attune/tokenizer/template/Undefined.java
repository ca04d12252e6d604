// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/**
 * A variable or attribute that is not there: prints as nothing, is false, empty and equal to its like; anything else is an
 * error with this message.
 *
 * @param kind {@code FORBIDDEN} where the sandbox hides something that is there
 */
record Undefined(String message, Failure.Kind kind) {

    Undefined(String message) {
        this(message, Failure.Kind.ERROR);
    }

    static Undefined name(String name) {
        return new Undefined("'" + name + "' is undefined");
    }

    /** Access to an attribute that the sandbox hides. */
    static Undefined forbidden(Object owner, String attribute) {
        return new Undefined(
                "access to attribute '" + attribute + "' of '" + Types.name(owner) + "' object is unsafe",
                Failure.Kind.FORBIDDEN);
    }

    Failure failure() {
        return new Failure(kind, message);
    }
}
