// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Optional;
import org.attune.config.Kinds;

/** The chat template of a data set: its own, or that of the whole configuration. */
final class TemplateKeys {

    private static final String OWN_FILE = "save the template as a file and write chat_template: jinja and"
            + " chat_template_jinja: FILE; or tokenizer_default where the model's own is meant";

    private TemplateKeys() {}

    /** Empty where it is the model's own, or cannot be had, which is said. */
    static Optional<String> read(Keys set, Keys top, boolean shareGpt, Notes notes) {
        Optional<String> conversation = set.text("conversation");
        Optional<String> ownFile = set.text("chat_template_jinja");
        boolean own = set.text("chat_template").isPresent() || ownFile.isPresent();
        boolean chats = shareGpt || set.find("type").flatMap(Kinds.TEXT::read).equals(Optional.of("chat_template"));
        if (!chats) {
            return Optional.empty();
        }
        if (conversation.isPresent()) {
            return named(conversation.get(), "conversation", set, notes);
        }
        Keys from = own ? set : top;
        Optional<String> jinja = from.text("chat_template_jinja");
        String name = from.text("chat_template").orElse(jinja.isPresent() ? "jinja" : "tokenizer_default");
        if (shareGpt && !own && top.text("chat_template").isEmpty()) {
            notes.refuse(
                    set.place("type"),
                    "sharegpt without a template, which is Vicuna's",
                    "conversations are written by a chat template",
                    "write chat_template: chatml, or tokenizer_default for the model's own");
            return Optional.empty();
        }
        return name.equals("jinja") ? file(jinja, from, notes) : named(name, "chat_template", from, notes);
    }

    private static Optional<String> named(String name, String key, Keys keys, Notes notes) {
        if (name.equals("chatml")) {
            return Optional.of(name);
        }
        if (!name.equals("tokenizer_default")) {
            notes.refuse(
                    keys.place(key), keys.shown(key), "templates are chatml, tokenizer_default, or a file", OWN_FILE);
        }
        return Optional.empty();
    }

    private static Optional<String> file(Optional<String> jinja, Keys keys, Notes notes) {
        if (jinja.isEmpty()
                || jinja.get().contains("{%")
                || jinja.get().contains("{{")
                || jinja.get().contains("\n")) {
            notes.refuse(
                    keys.place("chat_template_jinja"),
                    jinja.isEmpty() ? "missing" : "the template itself",
                    "a template is a file",
                    OWN_FILE);
            return Optional.empty();
        }
        return jinja;
    }
}
