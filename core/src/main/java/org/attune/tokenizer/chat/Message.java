// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message.
 *
 * @param role {@code system}, {@code user}, {@code assistant}, {@code tool} or one of {@link Roles}
 * @param fields all that the template sees, role and content among it; fields that hold null are left out, as transformers
 *     5 leaves them out; arguments of tool calls are objects, not JSON text
 * @param trained false where the row gives the message the weight 0
 */
public record Message(String role, Map<String, Object> fields, boolean trained) {

    public Message {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A message that is trained where its role is. */
    public static Message of(String role, String content) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", role);
        fields.put("content", content);
        return new Message(role, fields, true);
    }

    public boolean isAssistant() {
        return role.equals("assistant");
    }

    /** The content; empty where there is none. */
    public String content() {
        return fields.get("content") instanceof String text ? text : "";
    }

    /** The calls of tools as the template sees them; empty where there are none. */
    public List<?> toolCalls() {
        return fields.get("tool_calls") instanceof List<?> calls ? calls : List.of();
    }

    Message with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new Message(role, changed, trained);
    }
}
