// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.Map;
import java.util.Set;
import org.attune.tokenizer.template.Expression.Attribute;

/** What Jinja knows and this interpreter does not: refused when the template is read, because it would render wrong. */
final class Unsupported {

    private static final Set<String> NAMES = Set.of("self", "super", "lipsum");

    private static final Set<String> METHODS = Set.of(
            "as_integer_ratio",
            "bit_count",
            "bit_length",
            "casefold",
            "conjugate",
            "encode",
            "expandtabs",
            "format_map",
            "from_bytes",
            "fromhex",
            "fromkeys",
            "hex",
            "is_integer",
            "isascii",
            "isidentifier",
            "isprintable",
            "istitle",
            "maketrans",
            "to_bytes",
            "translate",
            "striptags",
            "unescape");

    private static final Set<String> NUMBERS = Set.of("real", "imag", "numerator", "denominator");
    private static final Set<String> VIEWS = Set.of("mapping", "isdisjoint");
    private static final Set<String> RANGES = Set.of("start", "stop", "step", "count", "index");
    private static final Set<String> GENERATORS =
            Set.of("send", "throw", "close", "gi_running", "gi_yieldfrom", "gi_suspended");
    private static final Set<String> MACROS =
            Set.of("name", "arguments", "catch_kwargs", "catch_varargs", "caller", "explicit_caller");

    private static final Set<String> TAGS =
            Set.of("autoescape", "block", "debug", "do", "extends", "from", "import", "include", "trans");

    private Unsupported() {}

    static void checkName(Token token) {
        if (NAMES.contains(token.text())) {
            throw SyntaxFailure.unsupported(token.at(), "the name '" + token.text() + "'");
        }
    }

    static void checkCall(Expression callee) {
        if (callee instanceof Attribute attribute && isMethod(attribute.name())) {
            throw SyntaxFailure.unsupported(attribute.at(), "the method '" + attribute.name() + "'");
        }
    }

    /** Whether a value of Python has this method and ours has not. */
    static boolean isMethod(String name) {
        return METHODS.contains(name);
    }

    /** Whether Python's value of this type has an attribute of this name, and ours has not. */
    static boolean isMember(Object owner, String name) {
        return (Markup.textOf(owner) != null && isMethod(name))
                || (Numbers.isNumber(owner) && (isMethod(name) || NUMBERS.contains(name)))
                || (owner instanceof Map && name.equals("fromkeys"))
                || (owner instanceof View && VIEWS.contains(name))
                || (owner instanceof Range && RANGES.contains(name))
                || (owner instanceof Lazy && GENERATORS.contains(name))
                || (owner instanceof Macro && MACROS.contains(name));
    }

    static boolean isTag(String name) {
        return TAGS.contains(name);
    }
}
