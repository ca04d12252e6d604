// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.Kind;
import org.attune.config.Kinds;
import org.attune.config.axolotl.DataKeys.Rows;

/** Data sets of conversations: their columns, their turns and what of them is learnt. */
final class ConversationKeys {

    /** As files of ShareGPT name the two parts of a turn. */
    private static final Map<String, String> SHAREGPT = Map.of("role", "from", "content", "value");

    private static final Map<String, String> OPENAI = Map.of("role", "role", "content", "content");

    private static final List<String> ASSISTANT = List.of("gpt", "assistant");

    /** Those of Axolotl's own names of roles that are read here as Axolotl reads them. */
    private static final Map<String, List<String>> ROLES = Map.of(
            "user", List.of("human", "user"),
            "assistant", ASSISTANT,
            "system", List.of("system"),
            "tool", List.of("tool"));

    private static final Kind<Map<String, List<String>>> ROLE_LISTS = Kinds.of(
            "a map of lists",
            node -> Kinds.NODES.read(node).isPresent() ? Optional.empty() : RoleLists.read(node),
            roles -> roles);

    private ConversationKeys() {}

    /** Asks for all keys of conversations; empty where the data set has none, or its turns cannot be read here. */
    static Optional<Rows> read(Keys set, Keys top, Notes notes) {
        boolean shareGpt = set.find("type").flatMap(Kinds.TEXT::read).equals(Optional.of("sharegpt"));
        Optional<String> messages = set.text("field_messages");
        Optional<String> system = set.text("field_system");
        Optional<String> tools = set.text("field_tools");
        Map<String, String> properties = properties(set, shareGpt);
        boolean learnt = learnt(set, notes);
        Optional<String> template = TemplateKeys.read(set, top, shareGpt, notes);
        boolean from = properties.equals(SHAREGPT);
        if (!from && !properties.equals(OPENAI)) {
            notes.refuse(
                    set.place("message_property_mappings"),
                    properties.toString(),
                    "turns have role and content, or from and value",
                    "rename the two in the file");
            return Optional.empty();
        }
        if (!from && system.isPresent()) {
            refuse(set, "field_system", "a system prompt is a message of its own", "put it into the messages", notes);
        }
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put(from ? "conversations" : "messages", messages.orElse(shareGpt ? "conversations" : "messages"));
        system.filter(name -> from).ifPresent(name -> columns.put("system", name));
        tools.ifPresent(name -> columns.put("tools", name));
        return learnt ? Optional.of(new Rows(from ? "sharegpt" : "openai", columns, template)) : Optional.empty();
    }

    private static Map<String, String> properties(Keys set, boolean shareGpt) {
        Map<String, String> properties = new LinkedHashMap<>(shareGpt ? SHAREGPT : OPENAI);
        set.read("message_property_mappings", Kinds.TEXT_MAP).ifPresent(properties::putAll);
        set.text("message_field_role").ifPresent(name -> properties.put("role", name));
        set.text("message_field_content").ifPresent(name -> properties.put("content", name));
        return properties;
    }

    /** Every turn of the assistant with its end, and nothing else. */
    private static boolean learnt(Keys set, Notes notes) {
        boolean usual = true;
        List<String> learnt = set.read("roles_to_train", Kinds.TEXTS).orElse(List.of("assistant"));
        if (learnt.isEmpty() || !ASSISTANT.containsAll(learnt)) {
            refuse(set, "roles_to_train", "the turns of the assistant are learnt", "write [assistant]", notes);
            usual = false;
        }
        for (String key : new String[] {"train_on_eos", "train_on_eot"}) {
            if (!set.text(key).orElse("turn").equals("turn")) {
                refuse(set, key, "the end of every learnt turn is learnt", "write turn, or leave it out", notes);
                usual = false;
            }
        }
        boolean roles = set.read("roles", ROLE_LISTS).orElse(Map.of()).entrySet().stream()
                .allMatch(role -> ROLES.getOrDefault(role.getKey(), List.of()).containsAll(role.getValue()));
        if (!roles) {
            refuse(set, "roles", "roles have the names that Axolotl knows", "rename the roles in the file", notes);
        }
        return usual && roles;
    }

    private static void refuse(Keys set, String key, String expected, String fix, Notes notes) {
        notes.refuse(set.place(key), set.shown(key), expected, fix);
    }
}
