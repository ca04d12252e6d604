// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of tools as templates expect them: {@code {"type": "function", "function": {"name", "arguments"}}}, arguments an object. */
final class ToolCalls {

    private final RowFields row;

    ToolCalls(RowFields row) {
        this.row = row;
    }

    /** Brings the calls among the fields of a message into their form; the older {@code function_call} too. */
    void normalise(String field, Map<String, Object> fields) {
        Object older = fields.remove("function_call");
        Object calls = fields.remove("tool_calls");
        if (calls == null && older == null) {
            return;
        }
        if (calls != null && !(calls instanceof List<?>)) {
            throw row.wrong(field + ".tool_calls", calls, "tool_calls is a list", "mend it, or take the row out");
        }
        List<?> given = calls instanceof List<?> list ? list : older == null ? List.of() : List.of(older);
        List<Object> read = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            read.add(call(field + ".tool_calls[" + i + "]", given.get(i)));
        }
        if (!read.isEmpty()) {
            fields.put("tool_calls", read);
        }
    }

    private Map<String, Object> call(String field, @Nullable Object given) {
        if (!(given instanceof Map<?, ?> map)) {
            throw row.wrong(field, given, "a call is an object with a function", "mend it, or take the row out");
        }
        Map<String, Object> call = JsonValues.withoutNulls(map);
        Object function = call.get("function");
        Map<String, Object> inner = JsonValues.withoutNulls(function instanceof Map<?, ?> wrapped ? wrapped : call);
        if (!(inner.get("name") instanceof String)) {
            throw row.problem(
                    "chat.tool-call",
                    field + " names no function",
                    "a call has the name of a function and arguments",
                    "mend it, or take the row out");
        }
        inner.put("arguments", arguments(field, inner.get("arguments")));
        if (!(function instanceof Map<?, ?>)) {
            call = new LinkedHashMap<>();
        }
        call.putIfAbsent("type", "function");
        call.put("function", inner);
        return call;
    }

    private Object arguments(String field, @Nullable Object given) {
        if (given == null || given.equals("")) {
            return Map.of();
        }
        if (JsonValues.opened(given) instanceof Map<?, ?> object) {
            return object;
        }
        throw row.problem(
                "chat.tool-call",
                field + ".arguments is " + RowFields.described(given),
                "the arguments of a call are a JSON object",
                "mend it, or take the row out");
    }

    /**
     * The turn {@code function_call} of a ShareGPT file: one call or several as JSON text. They have no ids there, and some
     * templates demand nine letters and digits, so each gets its number in the conversation.
     */
    List<Object> ofText(String field, @Nullable Object value, List<Message> before) {
        Object opened = JsonValues.opened(value);
        List<?> given =
                opened instanceof List<?> list ? list : opened instanceof Map<?, ?> map ? List.of(map) : List.of();
        if (given.isEmpty()) {
            throw row.problem(
                    "chat.tool-call",
                    field + " is " + RowFields.described(value),
                    "the call of a function is JSON: {\"name\": …, \"arguments\": {…}}",
                    "mend it, or take the row out");
        }
        int number = before.stream().mapToInt(m -> m.toolCalls().size()).sum();
        List<Object> calls = new ArrayList<>();
        for (Object one : given) {
            Map<String, Object> call = new LinkedHashMap<>();
            call.put("id", String.format("call%05d", ++number));
            call.putAll(call(field, one));
            calls.add(call);
        }
        return calls;
    }

    /** Gives the answer of a tool the id and the name of the call that it answers, where the turn before says so. */
    static void answered(List<Message> before, Map<String, Object> fields) {
        int answers = 0;
        int last = before.size() - 1;
        while (last >= 0 && before.get(last).role().equals("tool")) {
            answers++;
            last--;
        }
        if (!"tool".equals(fields.get("role"))
                || last < 0
                || answers >= before.get(last).toolCalls().size()) {
            return;
        }
        if (before.get(last).toolCalls().get(answers) instanceof Map<?, ?> call
                && call.get("id") instanceof String id
                && call.get("function") instanceof Map<?, ?> function
                && function.get("name") instanceof String name) {
            fields.put("tool_call_id", id);
            fields.put("name", name);
        }
    }

    /** The functions that a message calls. */
    static List<String> names(Message message) {
        List<String> names = new ArrayList<>();
        for (Object given : message.toolCalls()) {
            if (given instanceof Map<?, ?> call
                    && call.get("function") instanceof Map<?, ?> function
                    && function.get("name") instanceof String name) {
                names.add(name);
            }
        }
        return names;
    }

    /** Descriptions of tools in their usual form, also where only the function itself is described. */
    static List<Object> tools(List<Object> given) {
        List<Object> tools = new ArrayList<>();
        for (Object tool : given) {
            boolean bare = tool instanceof Map<?, ?> map && map.containsKey("name") && !map.containsKey("function");
            if (bare) {
                Map<String, Object> wrapped = new LinkedHashMap<>();
                wrapped.put("type", "function");
                wrapped.put("function", tool);
                tools.add(wrapped);
            } else {
                tools.add(tool);
            }
        }
        return tools;
    }
}
