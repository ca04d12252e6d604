// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All tests by name. */
final class ValueTests {

    static final Map<String, ValueTest> ALL = all();

    private ValueTests() {}

    static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }

    private static Map<String, ValueTest> all() {
        Map<String, ValueTest> all = new HashMap<>();
        kinds(all);
        shapes(all);
        comparisons(all);
        define(all, "odd", "", (b, v, a) -> remainder(b, v, Numbers.of(2), 1));
        define(all, "even", "", (b, v, a) -> remainder(b, v, Numbers.of(2), 0));
        define(all, "divisibleby", "num", (b, v, a) -> remainder(b, v, a.get(0), 0));
        define(all, "lower", "", (b, v, a) -> Letters.hasCase(Printing.text(b, v), false));
        define(all, "upper", "", (b, v, a) -> Letters.hasCase(Printing.text(b, v), true));
        define(all, "escaped", "", (b, v, a) -> v instanceof Markup);
        define(all, "filter", "", (b, v, a) -> v instanceof String name && Filters.isKnown(name));
        define(all, "test", "", (b, v, a) -> v instanceof String name && ALL.containsKey(name));
        return Map.copyOf(all);
    }

    private static void define(Map<String, ValueTest> all, String name, String parameters, ValueTest.Body body) {
        all.put(name, new ValueTest(Signature.of(name, parameters), body));
    }

    private static void kinds(Map<String, ValueTest> all) {
        define(all, "defined", "", (b, v, a) -> !(v instanceof Undefined));
        define(all, "undefined", "", (b, v, a) -> v instanceof Undefined);
        define(all, "none", "", (b, v, a) -> v == None.NONE);
        define(all, "boolean", "", (b, v, a) -> v instanceof Boolean);
        define(all, "true", "", (b, v, a) -> v instanceof Boolean truth && truth);
        define(all, "false", "", (b, v, a) -> v instanceof Boolean truth && !truth);
        define(all, "integer", "", (b, v, a) -> v instanceof BigInteger);
        define(all, "float", "", (b, v, a) -> v instanceof Double);
        define(all, "number", "", (b, v, a) -> Numbers.isNumber(v));
        define(all, "string", "", (b, v, a) -> Markup.textOf(v) != null);
    }

    private static void shapes(Map<String, ValueTest> all) {
        define(all, "mapping", "", (b, v, a) -> v instanceof Map);
        define(all, "iterable", "", (b, v, a) -> Sequences.isIterable(v));
        define(
                all,
                "sequence",
                "",
                (b, v, a) -> Sequences.hasLength(v) && !(v instanceof View) && !(v instanceof Loop));
        define(all, "callable", "", (b, v, a) -> v instanceof Callee || v instanceof Loop || v instanceof Undefined);
        define(all, "sameas", "other", (b, v, a) -> same(v, a.get(0)));
    }

    private static void comparisons(Map<String, ValueTest> all) {
        define(all, "in", "seq", (b, v, a) -> Comparisons.contains(b, a.get(0), v));
        Map<String, List<String>> names = Map.of(
                "==", List.of("==", "eq", "equalto"),
                "!=", List.of("!=", "ne"),
                ">", List.of(">", "gt", "greaterthan"),
                ">=", List.of(">=", "ge"),
                "<", List.of("<", "lt", "lessthan"),
                "<=", List.of("<=", "le"));
        names.forEach((operator, aliases) -> aliases.forEach(
                alias -> define(all, alias, "other", (b, v, a) -> Comparisons.holds(b, operator, v, a.get(0)))));
    }

    private static boolean remainder(Budget budget, Object value, Object divisor, long expected) {
        Object remainder = Operators.apply(budget, "%", value, divisor);
        return Comparisons.equal(budget, remainder, Numbers.of(expected));
    }

    /** Whether two strings or numbers are one object in Python depends on its caches. */
    private static boolean same(Object a, Object b) {
        boolean values = Markup.textOf(a) != null || a instanceof BigInteger || a instanceof Double;
        if (values && a.getClass() == b.getClass()) {
            throw Failure.unsupported("sameas between two values of type " + Types.name(a));
        }
        return a == b || (a instanceof Boolean && a.equals(b));
    }
}
