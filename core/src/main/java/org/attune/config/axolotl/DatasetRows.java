// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.axolotl.DataKeys.Rows;

/** How the rows of a data set are written, by its type. */
final class DatasetRows {

    /** Nothing of a recipe says these. */
    private static final List<String> ABSENT = List.of(
            "input_transform",
            "input_format",
            "logprobs_field",
            "temperature",
            "field_thinking",
            "template_thinking_key",
            "split_thinking",
            "drop_system_message",
            "message_field_training",
            "message_field_training_detail");

    private DatasetRows() {}

    /** Empty where the type is none that can be read here, which is said. */
    static Optional<Rows> read(Keys set, Keys top, Notes notes) {
        for (String key : ABSENT) {
            if (set.isOn(key)) {
                notes.refuse(
                        set.place(key),
                        set.shown(key),
                        "rows are read as they are",
                        "change the rows in the file instead, and leave it out");
            }
        }
        Optional<Rows> chat = ConversationKeys.read(set, top, notes);
        Optional<String> field = set.text("field");
        Node type = set.find("type").orElse(null);
        if (type instanceof MapNode) {
            return set.map("type").flatMap(own -> OwnPrompt.read(own, notes));
        }
        return switch (set.text("type").orElse("")) {
            case "chat_template", "sharegpt" -> chat;
            case "completion" -> Optional.of(new Rows("text", Map.of("text", field.orElse("text")), Optional.empty()));
            case "alpaca" -> Optional.of(new Rows("alpaca", Map.of(), Optional.of("alpaca")));
            default -> {
                refuse(set, notes);
                yield Optional.empty();
            }
        };
    }

    private static void refuse(Keys set, Notes notes) {
        notes.refuse(
                set.place("type"),
                set.find("type").isEmpty() ? "missing" : set.shown("type"),
                "rows are of type chat_template, alpaca, completion or sharegpt, or a map with format \"{instruction}\"",
                "write the rows as messages (role, content) and use type: chat_template");
    }
}
