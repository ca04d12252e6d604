// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Arguments in the order of the parameters; null where one was left out. */
final class Bound {

    private final String name;
    private final @Nullable Object[] values;

    Bound(String name, @Nullable Object[] values) {
        this.name = name;
        this.values = values;
    }

    boolean has(int index) {
        return values[index] != null;
    }

    Object get(int index) {
        return or(index, None.NONE);
    }

    Object or(int index, Object otherwise) {
        Object value = values[index];
        return value == null ? otherwise : value;
    }

    /** A truth value: any value has one. */
    boolean flag(int index) {
        return Types.isTrue(or(index, false));
    }

    /** The text of a string; any other value is an error. */
    String text(int index) {
        String text = Markup.textOf(get(index));
        if (text == null) {
            throw Failure.error(name + "() needs a string, not " + Types.name(get(index)));
        }
        return text;
    }

    /** The text of a string, null where it was left out or is None. */
    @Nullable
    String optionalText(int index) {
        return get(index) == None.NONE ? null : text(index);
    }

    /** A whole number, clamped to the range of long. */
    long integer(int index, long otherwise) {
        Object value = or(index, BigInteger.valueOf(otherwise));
        BigInteger whole = Numbers.whole(value);
        if (whole == null) {
            throw value instanceof Undefined undefined
                    ? undefined.failure()
                    : Failure.error("'" + Types.name(value) + "' object cannot be interpreted as an integer");
        }
        return Numbers.clamp(whole);
    }

    /** A whole number, the other one where None was given too. */
    long integerOrNone(int index, long otherwise) {
        return get(index) == None.NONE ? otherwise : integer(index, otherwise);
    }
}
