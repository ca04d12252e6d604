// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;

/**
 * Random templates, made by seed: each is refused with a problem or rendered, and nothing else happens.
 * {@code -Dattune.fuzz.tries} runs more of them.
 */
final class TemplateFuzzTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2024, 7, 5, 9, 3);

    private static final List<String> VALUES = List.of(
            "1",
            "0",
            "-3",
            "2.5",
            "1e300",
            "10**30",
            "'a\\nb'",
            "'é😀'",
            "''",
            "none",
            "true",
            "nope",
            "messages",
            "messages[0]",
            "d",
            "[1, 'a', none]",
            "{'a': 1}",
            "(1, 2)",
            "range(4)",
            "d.items()",
            "[3, 1]|map('string')",
            "('<'|safe)",
            "namespace(a=1)",
            "loop",
            "loop.index",
            "joiner()",
            "cycler(1, 2)",
            "m",
            "m(1)",
            "'%s %d'",
            "'{} {a[0]!r:>9.3}'",
            "99999",
            "range",
            "'a.b'");

    private static final List<String> OPERATORS = List.of(
            "+",
            "-",
            "*",
            "/",
            "//",
            "%",
            "**",
            "~",
            "==",
            "<",
            ">=",
            "in",
            "not in",
            "and",
            "or",
            "is sameas",
            "is in",
            "if");

    private static final List<String> METHODS = List.of(
            "split",
            "rsplit",
            "strip",
            "find",
            "count",
            "index",
            "replace",
            "join",
            "format",
            "get",
            "items",
            "keys",
            "center",
            "zfill",
            "partition",
            "splitlines",
            "startswith",
            "title",
            "append",
            "pop",
            "__class__",
            "upper",
            "copy",
            "values");

    private static final List<String> STATEMENTS = List.of(
            "{% for x in E %}{{ x }}{{ loop.last }}{% else %}S{% endfor %}",
            "{% if E %}S{% else %}S{% endif %}",
            "{% set m = E %}",
            "{% set x %}S{% endset %}",
            "{% macro m(a, b=E) %}S{{ a }}{{ varargs }}{% endmacro %}",
            "{{ E }}",
            "{{- E -}} t",
            "{% filter F %}S{% endfilter %}",
            "{% with y = E %}S{% endwith %}",
            "{% call m(E) %}S{% endcall %}",
            "{% for a, b in E if E %}S{% endfor %}",
            "{% generation %}S{% endgeneration %}",
            "{% for x in E recursive %}{{ loop(E) }}{% endfor %}",
            "{# c #}\n",
            "{{ E[E:E:E] }}",
            "{% set d.x, q = E %}",
            "{% for x in E %}{% if E %}{% break %}{% endif %}{% continue %}{% endfor %}");

    private final Map<String, Object> variables = new HashMap<>(Map.of(
            "messages",
                    List.of(Map.of("role", "user", "content", "Hi"), Map.of("role", "assistant", "content", List.of())),
            "d", Map.of("a", 1, "b", List.of(1, 2))));

    @Test
    void a_random_template_is_refused_or_rendered() {
        int tries = Integer.getInteger("attune.fuzz.tries", 3000);
        int rendered = 0;
        for (int seed = 0; seed < tries; seed++) {
            Random random = new Random(seed);
            String template = statement(random, 3) + statement(random, 2);
            rendered += renders(seed % 4 == 0 ? broken(template, random) : template) ? 1 : 0;
        }
        // Both happen, or the templates test nothing.
        assertThat(rendered).isBetween(tries / 50, tries * 9 / 10);
    }

    private boolean renders(String template) {
        try {
            ChatTemplate.parse(template, "fuzz").render(variables, NOW);
            return true;
        } catch (InputException e) {
            assertThat(e.problems()).as(template).isNotEmpty();
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(template, e);
        }
    }

    private static String broken(String template, Random random) {
        StringBuilder broken = new StringBuilder(template);
        for (int i = random.nextInt(4); i >= 0 && broken.length() > 1; i--) {
            int at = random.nextInt(broken.length());
            switch (random.nextInt(3)) {
                case 0 -> broken.deleteCharAt(at);
                case 1 -> broken.insert(at, "{}%-'\"([|.\\ \n#:,é".charAt(random.nextInt(16)));
                default -> broken.setLength(at + 1);
            }
        }
        return broken.toString();
    }

    private static String statement(Random random, int depth) {
        String pattern = pick(STATEMENTS, random);
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case 'E' -> made.append(expression(random, depth));
                case 'F' -> made.append(filter(random));
                case 'S' -> made.append(depth > 0 ? statement(random, depth - 1) : "t");
                default -> made.append(pattern.charAt(i));
            }
        }
        return made.toString();
    }

    private static String expression(Random random, int depth) {
        if (depth <= 0) {
            return pick(VALUES, random);
        }
        String inner = "(" + expression(random, depth - 1) + ")";
        return switch (random.nextInt(7)) {
            case 0 -> inner + " " + pick(OPERATORS, random) + " " + expression(random, depth - 1);
            case 1 -> inner + "|" + filter(random);
            case 2 -> inner + "|" + filter(random) + "(" + pick(VALUES, random) + ")";
            case 3 -> inner + "." + pick(METHODS, random) + "(" + pick(VALUES, random) + ")";
            case 4 -> inner + "[" + pick(VALUES, random) + "]";
            case 5 ->
                inner + " is "
                        + pick(
                                ValueTests.names().stream()
                                        .filter(n -> n.matches("\\w+"))
                                        .toList(),
                                random);
            default -> pick(VALUES, random);
        };
    }

    private static String filter(Random random) {
        return pick(Filters.names(), random);
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
