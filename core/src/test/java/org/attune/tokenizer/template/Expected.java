// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What Python made of a template, as {@code tools/golden/chat_templates.py} wrote it, and how ours differs from it. */
record Expected(Map<String, Object> result) {

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(byte[] file) {
        return JsonMapper.builder().build().readValue(file, Map.class);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(@Nullable Object list) {
        return (List<Map<String, Object>>) Objects.requireNonNull(list);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@Nullable Object map) {
        return (Map<String, Object>) Objects.requireNonNull(map);
    }

    boolean isRendered() {
        return result.containsKey("text");
    }

    /** Empty where ours is the same: the text and the spans, or an error where Python has one, with its own message. */
    String difference(String template, Map<String, Object> variables, LocalDateTime now) {
        try {
            Rendered rendered = ChatTemplate.parse(template, "template").render(variables, now);
            if (!isRendered()) {
                return "rendered " + Problem.quote(rendered.text()) + " where Python raises " + result;
            }
            List<List<Integer>> spans = new ArrayList<>();
            rendered.generatedCodePoints().forEach(span -> spans.add(List.of(span.start(), span.end())));
            boolean same = rendered.text().equals(result.get("text")) && spans.equals(result.get("generated"));
            return same ? "" : "rendered\n" + rendered.text() + spans + "\ninstead of\n" + result;
        } catch (InputException e) {
            Problem problem = e.problems().get(0);
            if (isRendered()) {
                return "refused: " + problem + "\ninstead of\n" + result;
            }
            boolean raised = "TemplateError".equals(result.get("error"));
            boolean same = raised
                    ? problem.code().equals("template.raised")
                            && problem.found().equals(Problem.quote(Objects.requireNonNull(result.get("message"))))
                    : !problem.code().equals("template.unsupported")
                            && !problem.code().equals("template.raised");
            return same ? "" : "refused otherwise: " + problem + "\ninstead of\n" + result;
        }
    }
}
