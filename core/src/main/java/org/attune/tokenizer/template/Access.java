// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code a.b} and {@code a[b]}: Jinja tries both an attribute and an element, in the one order or the other. */
final class Access {

    private Access() {}

    /** {@code owner.name}: first the attribute, then the element. */
    static Object attribute(Budget budget, Object owner, String name) {
        Object found = member(budget, owner, name);
        if (found == null) {
            found = owner instanceof Map ? Dicts.get(budget, Dicts.of(owner), name) : null;
        }
        return found == null ? missing(owner, name) : found;
    }

    /** {@code owner[index]}: first the element, then the attribute. */
    static Object item(Budget budget, Object owner, Object index) {
        if (owner instanceof Undefined undefined) {
            throw undefined.failure();
        }
        Object found = element(budget, owner, index);
        String name = Markup.textOf(index);
        if (found == null && name != null) {
            found = member(budget, owner, name);
        }
        return found == null ? missing(owner, index) : found;
    }

    private static Undefined missing(Object owner, Object name) {
        return name instanceof String text
                ? new Undefined("'" + Types.described(owner) + "' has no attribute '" + text + "'")
                : new Undefined(Types.described(owner) + " has no such element");
    }

    /** A method or property; null where there is none. */
    static @Nullable Object member(Budget budget, Object owner, String name) {
        if (owner instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (owner instanceof Namespace namespace) {
            Object value = namespace.attributes().get(name);
            return value != null || !name.startsWith("__") ? value : Undefined.forbidden(owner, name);
        }
        if (name.startsWith("__")) {
            return Undefined.forbidden(owner, name);
        }
        if (owner instanceof Loop loop) {
            return loop.member(name);
        }
        if (owner instanceof Cycler cycler) {
            return cycler.member(name);
        }
        Object method = method(budget, owner, name);
        if (method == null && Unsupported.isMember(owner, name)) {
            throw Failure.unsupported("the attribute '" + name + "' of a " + Types.name(owner));
        }
        return method;
    }

    private static @Nullable Object method(Budget budget, Object owner, String name) {
        if (Markup.textOf(owner) != null) {
            return TextMethods.bind(budget, owner, name);
        } else if (owner instanceof Map) {
            return ContainerMethods.ofDict(budget, Dicts.of(owner), name);
        } else if (owner instanceof List || owner instanceof Tuple) {
            return ContainerMethods.ofList(budget, owner, name);
        }
        return null;
    }

    private static @Nullable Object element(Budget budget, Object owner, Object index) {
        if (owner instanceof Map) {
            return index instanceof List || index instanceof Map ? null : Dicts.get(budget, Dicts.of(owner), index);
        }
        BigInteger whole = Numbers.whole(index);
        if (whole == null || !isIndexed(owner)) {
            return null;
        }
        long length = Sequences.length(owner);
        long position = Numbers.clamp(whole);
        if (position < 0) {
            position += length;
        }
        return position < 0 || position >= length ? null : at(budget, owner, (int) position);
    }

    private static boolean isIndexed(Object owner) {
        return Markup.textOf(owner) != null
                || owner instanceof List
                || owner instanceof Tuple
                || owner instanceof Range;
    }

    private static Object at(Budget budget, Object owner, int position) {
        String text = Markup.textOf(owner);
        if (text != null) {
            budget.spend(position);
            String one = CodePoints.part(text, position, position + 1);
            return owner instanceof Markup ? new Markup(one) : one;
        }
        return owner instanceof Range range
                ? Numbers.of(range.start() + position * range.step())
                : Sequences.items(owner).get(position);
    }
}
