// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.attune.problem.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** config.json, checked: every value that the network depends on was read, and what is not supported was refused. */
public final class ArchitectureConfig {

    private final String modelType;
    private final ObjectNode json;
    private final Blueprint blueprint;

    private ArchitectureConfig(String modelType, ObjectNode json, Blueprint blueprint) {
        this.modelType = modelType;
        this.json = json;
        this.blueprint = blueprint;
    }

    /** @throws org.attune.problem.InputException with everything that is wrong with the file */
    public static ArchitectureConfig read(Path file) {
        return of(ModelJson.read(file), file.toString());
    }

    /** @param where stands for the file in messages */
    public static ArchitectureConfig of(byte[] utf8, String where) {
        return of(ModelJson.parse(utf8, where), where);
    }

    static ArchitectureConfig of(ObjectNode json, String where) {
        Problems problems = new Problems();
        ConfigFields fields = new ConfigFields(where, json, problems);
        if (!fields.has("model_type")) {
            fields.wrong("model_type", "is missing", "one of " + String.join(", ", Architectures.modelTypes()));
        }
        String modelType = fields.text("model_type", "");
        problems.throwIfAny();
        Blueprint blueprint = Architectures.of(modelType, where).read(fields);
        problems.throwIfAny();
        return new ArchitectureConfig(modelType, json, blueprint);
    }

    public String modelType() {
        return modelType;
    }

    public Sizes sizes() {
        return blueprint.sizes();
    }

    /** The file as it is; a copy. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    /** The first class name under {@code architectures}; empty where there is none. */
    String className() {
        return json.path("architectures").path(0).asString("");
    }

    /** Real labels in the order of the outputs: none where they are LABEL_0 and so on, incomplete or not distinct. */
    public List<String> labels() {
        JsonNode byId = json.path("id2label");
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < byId.size(); i++) {
            JsonNode label = byId.path(String.valueOf(i));
            if (!label.isString() || label.stringValue().equals("LABEL_" + i)) {
                return List.of();
            }
            labels.add(label.stringValue());
        }
        return new HashSet<>(labels).size() == labels.size() ? labels : List.of();
    }
}
