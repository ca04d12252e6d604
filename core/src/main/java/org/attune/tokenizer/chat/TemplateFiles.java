// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where models keep their templates, and what they say about the end of a turn; the order is that of transformers. */
final class TemplateFiles {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private TemplateFiles() {}

    static @Nullable ModelTemplates find(Path directory) {
        Path jinja = directory.resolve("chat_template.jinja");
        if (Files.isRegularFile(jinja)) {
            Path tools = directory.resolve("additional_chat_templates").resolve("tool_use.jinja");
            return ModelTemplates.of(read(jinja), Files.isRegularFile(tools) ? read(tools) : null, jinja.toString());
        }
        for (String name : new String[] {"tokenizer_config.json", "chat_template.json"}) {
            Path file = directory.resolve(name);
            JsonNode template = json(file).path("chat_template");
            if (template.isString()) {
                return ModelTemplates.of(template.stringValue(), null, file.toString());
            } else if (template.isArray() || template.isObject()) {
                return named(template, file);
            }
        }
        return null;
    }

    private static ModelTemplates named(JsonNode templates, Path file) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (JsonNode one : templates) {
            byName.put(one.path("name").asString(""), one.path("template").asString(""));
        }
        templates.properties().forEach(e -> byName.put(e.getKey(), e.getValue().asString("")));
        String text = byName.get("default");
        String tools = byName.get("tool_use");
        String first = text == null ? tools : text;
        if (first == null) {
            throw new InputException(
                    "chat.template-names",
                    file.toString(),
                    "the templates " + String.join(", ", byName.keySet()),
                    "one of several templates is called default",
                    "give the template to use by template: FILE");
        }
        return ModelTemplates.of(first, tools, file.toString());
    }

    /** A JSON file; a missing node where there is none. */
    static JsonNode json(Path file) {
        if (!Files.isRegularFile(file)) {
            return MAPPER.missingNode();
        }
        try {
            return MAPPER.readTree(read(file));
        } catch (JacksonException e) {
            throw new InputException(
                    "chat.unreadable",
                    file.toString(),
                    "no JSON: " + e.getOriginalMessage(),
                    "the model's files are whole",
                    "get the file again from where the model came from");
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InputException(
                    "chat.unreadable",
                    file.toString(),
                    e.toString(),
                    "the file is readable text in UTF-8",
                    "check the file");
        }
    }
}
