// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatTemplateTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2024, 7, 5, 9, 3);

    @Test
    void a_conversation_is_rendered_and_the_spans_of_the_model_are_known_in_chars_and_code_points() {
        ChatTemplate template = ChatTemplate.parse(
                "{% for m in messages %}<{{ m.role }}>{% if m.role == 'assistant' %}{% generation %}{{ m.content }}</s>"
                        + "{% endgeneration %}{% else %}{{ m.content }}{% endif %}{% endfor %}",
                "chat_template.jinja");
        List<Map<String, String>> messages =
                List.of(Map.of("role", "user", "content", "😀?"), Map.of("role", "assistant", "content", "é😀"));
        Rendered rendered = template.render(Map.of("messages", messages), NOW);
        assertThat(rendered.text()).isEqualTo("<user>😀?<assistant>é😀</s>");
        Span span = rendered.generated().get(0);
        assertThat(rendered.text().substring(span.start(), span.end())).isEqualTo("é😀</s>");
        assertThat(rendered.generatedCodePoints()).containsExactly(new Span(19, 25));
    }

    @Test
    void the_same_template_renders_again_and_sees_nothing_of_the_first_time() {
        ChatTemplate template = ChatTemplate.parse("{{ x is defined }}{% set x = 1 %}{{ x }}", "t");
        assertThat(template.render(Map.of(), NOW).text()).isEqualTo("False1");
        assertThat(template.render(Map.of(), NOW).text()).isEqualTo("False1");
    }

    @Test
    void values_are_those_of_json_and_null_is_none() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("a", null);
        variables.put("b", List.of(1, 2L, 0.5, true));
        variables.put("c", Map.of("k", "v"));
        assertThat(ChatTemplate.parse("{{ a }} {{ b }} {{ c }}", "t")
                        .render(variables, NOW)
                        .text())
                .isEqualTo("None [1, 2, 0.5, True] {'k': 'v'}");
        assertThat(refusal("{{ a }}", Map.of("a", new Object())).found())
                .startsWith("the variable a holds a java.lang");
    }

    @Test
    void a_problem_names_line_and_column_and_what_was_found() {
        Problem problem = problem("line\n  {% if x %}\n{{ 1 + }}{% endif %}");
        assertThat(problem.where()).isEqualTo("chat_template.jinja:3:8");
        assertThat(problem.code()).isEqualTo("template.syntax");
        assertThat(problem.found()).isEqualTo("expected an expression, found '}}'");
        assertThat(problem("é😀{{ messages|trimm }}").found()).isEqualTo("no filter 'trimm'; did you mean \"trim\"?");
        assertThat(problem("é😀{{ messages|trimm }}").where()).isEqualTo("chat_template.jinja:1:15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% include 'x' %}",
                "{% extends 'x' %}",
                "{% block a %}{% endblock %}",
                "{% import 'x' as y %}",
                "{% autoescape true %}{% endautoescape %}",
                "{{ x|groupby('a') }}",
                "{{ x|pprint }}",
                "{{ self }}",
                "{{ lipsum() }}",
                "{{ x.encode() }}",
                "{{ '\\N{BULLET}' }}",
                "{% macro m() %}{% generation %}{% endgeneration %}{% endmacro %}",
                "{% set x %}{% generation %}{% endgeneration %}{% endset %}"
            })
    void what_is_not_supported_is_refused_when_the_template_is_read(String template) {
        assertThat(problem(template).code()).isEqualTo("template.unsupported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{ ''.upper }}", "{{ [1]|map('upper') }}", "{{ '{0.real}'.format(1) }}", "{{ 1 is sameas 1 }}"})
    void what_only_values_show_is_refused_while_rendering(String template) {
        assertThat(refusal(template, Map.of()).code()).isEqualTo("template.unsupported");
    }

    @Test
    void the_templates_own_refusal_carries_its_message_and_place() {
        Problem problem =
                refusal("\n{% for m in [1] %}\n  {{ raise_exception('Roles must alternate') }}{% endfor %}", Map.of());
        assertThat(problem.code()).isEqualTo("template.raised");
        assertThat(problem.where()).isEqualTo("chat_template.jinja:3:21");
        assertThat(problem.found()).isEqualTo("\"Roles must alternate\"");
    }

    @Test
    void an_attribute_of_what_is_not_there_is_an_error_as_in_python() {
        Problem problem = refusal("{{ messages[0].nope.more }}", Map.of("messages", List.of(Map.of("role", "user"))));
        assertThat(problem.code()).isEqualTo("template.error");
        assertThat(problem.found()).isEqualTo("'dict object' has no attribute 'nope'");
        assertThat(refusal("{{ messages.append(1) }}", Map.of("messages", List.of()))
                        .code())
                .isEqualTo("template.forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ range(10 ** 12) }}",
                "{{ range(10 ** 12)|list }}",
                "{{ 'a' * 10 ** 12 }}",
                "{{ [0] * 10 ** 12 }}",
                "{{ 10 ** (10 ** 10) }}",
                "{{ '%999999999d' % 1 }}",
                "{{ '{:>999999999}'.format('') }}",
                "{{ 'a'.center(10 ** 9) }}",
                "{{ 'a\\nb'|indent(10 ** 9) }}",
                "{{ [1]|batch(10 ** 9, 0)|list }}",
                "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
                "{% for a in range(99999) %}{% for b in range(99999) %}{{ 'abcdefgh' }}{% endfor %}{% endfor %}",
                "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x|tojson }}",
                "{% set n = namespace(x=[1], y=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% set n.y = [n.y, n.y] %}"
                        + "{% endfor %}{{ n.x == n.y }}",
                "{% set ns = namespace(x='abc') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
                "{% set ns = namespace(x='ab') %}{% for i in range(9999) %}{% set ns.x = ns.x|map('upper') %}{% endfor %}{{ ns.x|list }}",
                "{% set x = 'a' * 1000000 %}{{ ('a' * 500000 ~ 'b') in x }}",
                "{% set ns = namespace() %}{% set ns.me = ns %}{{ ns }}",
                "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}"
            })
    void a_hostile_template_meets_a_limit(String template) {
        assertThat(refusal(template, Map.of()).code()).isEqualTo("template.limit");
    }

    @Test
    void depth_of_source_and_of_variables_is_bounded() {
        assertThat(problem("{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}")
                        .code())
                .isEqualTo("template.limit");
        assertThat(problem("{{ " + "-".repeat(5000) + "1 }}").code()).isEqualTo("template.limit");
        assertThat(problem("{% if 1 %}".repeat(5000)).code()).isEqualTo("template.limit");
        assertThat(problem("{{ " + "9".repeat(5000) + " }}").code()).isEqualTo("template.limit");
        assertThat(refusal("{{ 1" + "+1".repeat(5000) + " }}", Map.of()).code()).isEqualTo("template.limit");
        assertThat(refusal("{% filter upper" + "|upper".repeat(5000) + " %}{% endfilter %}", Map.of())
                        .code())
                .isEqualTo("template.limit");
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        assertThat(refusal("x", Map.of("deep", deep)).code()).isEqualTo("template.limit");
    }

    private static Problem problem(String template) {
        return only(
                catchThrowableOfType(InputException.class, () -> ChatTemplate.parse(template, "chat_template.jinja")));
    }

    private static Problem refusal(String template, Map<String, ?> variables) {
        ChatTemplate parsed = ChatTemplate.parse(template, "chat_template.jinja");
        return only(catchThrowableOfType(InputException.class, () -> parsed.render(variables, NOW)));
    }

    private static Problem only(InputException refused) {
        return Objects.requireNonNull(refused, "it was not refused").problems().get(0);
    }
}
