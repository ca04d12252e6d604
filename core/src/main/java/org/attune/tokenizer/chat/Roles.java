// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may speak, and what ShareGPT files call them. */
final class Roles {

    /** Those that templates of models know. */
    static final List<String> KNOWN =
            List.of("system", "developer", "user", "assistant", "tool", "function", "ipython");

    /** A call of a function is a turn of the assistant. */
    private static final Map<String, String> SHAREGPT = Map.ofEntries(
            Map.entry("human", "user"),
            Map.entry("user", "user"),
            Map.entry("gpt", "assistant"),
            Map.entry("chatgpt", "assistant"),
            Map.entry("bing", "assistant"),
            Map.entry("bard", "assistant"),
            Map.entry("model", "assistant"),
            Map.entry("assistant", "assistant"),
            Map.entry("system", "system"),
            Map.entry("observation", "tool"),
            Map.entry("function_response", "tool"),
            Map.entry("function", "tool"),
            Map.entry("tool", "tool"));

    private static final Set<String> CALLS = Set.of("function_call", "function-call", "tool_call");

    private Roles() {}

    static Map<String, String> ofShareGpt() {
        return SHAREGPT;
    }

    /** Whether a message of a ShareGPT file is a call of tools. */
    static boolean calls(String name) {
        return CALLS.contains(name);
    }

    static boolean instructs(String role) {
        return role.equals("system") || role.equals("developer");
    }
}
