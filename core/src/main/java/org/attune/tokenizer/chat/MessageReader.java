// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.problem.Problem;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/** Messages as OpenAI writes them: role, content, tool_calls, weight; other fields are kept as they are given. */
final class MessageReader {

    private final RowFields row;

    MessageReader(RowFields row) {
        this.row = row;
    }

    List<Message> read(String column) {
        List<?> items = row.list(column);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String field = column + "[" + i + "]";
            if (!(items.get(i) instanceof Map<?, ?> map)) {
                throw row.wrong(
                        field,
                        items.get(i),
                        "a message is an object with role and content",
                        "mend it, or take the row out");
            }
            messages.add(message(field, map));
        }
        return messages;
    }

    private Message message(String field, Map<?, ?> map) {
        Map<String, Object> fields = JsonValues.withoutNulls(map);
        String role = role(field, fields);
        Object weight = fields.remove("weight");
        Object content = fields.get("content");
        if (content != null) {
            fields.put("content", content(field + ".content", content));
        }
        new ToolCalls(row).normalise(field, fields);
        if (content == null && !fields.containsKey("tool_calls")) {
            throw row.wrong(
                    field + ".content", null, "a message has content, or calls tools", "mend it, or take the row out");
        }
        return new Message(role, fields, trained(field, weight));
    }

    private String role(String field, Map<String, Object> fields) {
        Object role = fields.get("role");
        if (role instanceof String name && Roles.KNOWN.contains(name)) {
            return name;
        }
        throw row.problem(
                "chat.role",
                field + ".role is " + RowFields.described(role),
                "roles are " + String.join(", ", Roles.KNOWN),
                role instanceof String name ? Similar.hint(name, Roles.KNOWN) : "say whose turn it is");
    }

    /** Parts of text become one text with line breaks between them, because templates of language models expect text. */
    private Object content(String field, Object content) {
        if (content instanceof String) {
            return content;
        }
        if (content instanceof List<?> parts) {
            List<String> texts = new ArrayList<>();
            for (Object part : parts) {
                texts.add(text(field, part));
            }
            return String.join("\n", texts);
        }
        throw row.wrong(field, content, "content is text, or a list of parts of text", "mend it, or take the row out");
    }

    private String text(String field, @Nullable Object part) {
        if (part instanceof String text) {
            return text;
        } else if (part instanceof Map<?, ?> map && map.get("text") instanceof String text) {
            return text;
        }
        String kind = part instanceof Map<?, ?> map && map.get("type") != null
                ? "a part of the type " + Problem.quote(Objects.requireNonNull(map.get("type")))
                : RowFields.described(part);
        throw row.problem(
                "chat.field",
                field + " holds " + kind,
                "parts of a content are text: {\"type\": \"text\", \"text\": …}",
                "take the row out; pictures and sounds are not read");
    }

    private boolean trained(String field, @Nullable Object weight) {
        if (weight == null) {
            return true;
        }
        double value = weight instanceof Number number ? number.doubleValue() : Double.NaN;
        if (value == 0 || value == 1) {
            return value == 1;
        }
        throw row.problem(
                "chat.weight",
                field + ".weight is " + RowFields.described(weight),
                "the weight of a message is 0 (not trained) or 1",
                "set it to 0 or 1, or leave it out");
    }

    /** A ShareGPT list as one of messages: {@code from} and {@code value}. */
    List<Message> readShareGpt(String column) {
        List<?> items = row.list(column);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String field = column + "[" + i + "]";
            if (!(items.get(i) instanceof Map<?, ?> map)) {
                throw row.wrong(
                        field, items.get(i), "a turn is an object with from and value", "mend it, or take the row out");
            }
            messages.add(turn(field, JsonValues.withoutNulls(map), messages));
        }
        return messages;
    }

    private Message turn(String field, Map<String, Object> turn, List<Message> before) {
        Object from = turn.remove("from");
        Object value = turn.remove("value");
        String name = String.valueOf(from);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (from != null && Roles.calls(name)) {
            fields.put("role", "assistant");
            fields.put("tool_calls", new ToolCalls(row).ofText(field + ".value", value, before));
        } else if (from != null && Roles.ofShareGpt().containsKey(name)) {
            fields.put("role", Roles.ofShareGpt().get(name));
            fields.put("content", content(field + ".value", value == null ? Map.of() : value));
            ToolCalls.answered(before, fields);
        } else {
            List<String> known = new ArrayList<>(Roles.ofShareGpt().keySet());
            known.add("function_call");
            known.sort(null);
            throw row.problem(
                    "chat.role",
                    field + ".from is " + RowFields.described(from),
                    "turns are from " + String.join(", ", known),
                    from == null ? "say whose turn it is" : Similar.hint(name, known));
        }
        Object weight = turn.remove("weight");
        turn.forEach(fields::putIfAbsent);
        return new Message((String) Objects.requireNonNull(fields.get("role")), fields, trained(field, weight));
    }
}
