// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.config.LayerChoice;
import org.attune.problem.InputException;
import org.attune.weights.Checkpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model with some of its blocks, as students of distillation start (Sanh et al. 2019, section 2): config.json says how many, and the
 * checkpoint's names are counted anew, so that the rest of the program, and what is saved, knows nothing of the others.
 */
final class ChosenLayers {

    /** What config.json calls the number of blocks. */
    private static final List<String> COUNTS = List.of("num_hidden_layers", "n_layers", "n_layer");

    /** What it calls the kind of each block; without it their kinds may follow from their places. */
    private static final String KINDS = "layer_types";

    private static final Set<String> ALIKE = Set.of(
            "bert",
            "roberta",
            "xlm-roberta",
            "distilbert",
            "vit",
            "deit",
            "llama",
            "mistral",
            "qwen3",
            "gpt2",
            "gemma");

    private ChosenLayers() {}

    /** @throws InputException where the model has not these layers, or only together */
    static Base of(Base whole, LayerChoice choice) {
        int blocks = whole.config().sizes().blocks();
        List<Integer> chosen = choice.of(blocks);
        ObjectNode json = whole.config().json();
        if (!ALIKE.contains(whole.config().modelType()) && !json.has(KINDS)) {
            throw wrong(
                    whole,
                    "a model of type " + whole.config().modelType(),
                    "a model whose layers are all of one kind",
                    "leave it out");
        } else if (chosen.get(chosen.size() - 1) >= blocks) {
            throw wrong(
                    whole,
                    chosen + " of a model with " + blocks + " layers",
                    "numbers less than " + blocks,
                    "layers are counted from 0; every 2 takes every second one");
        }
        COUNTS.stream().filter(json::has).forEach(key -> json.put(key, chosen.size()));
        if (COUNTS.stream().noneMatch(json::has)) {
            json.put(COUNTS.get(0), chosen.size());
        }
        if (json.path(KINDS).isArray()) {
            JsonNode kinds = json.path(KINDS).deepCopy();
            ArrayNode taken = json.putArray(KINDS);
            chosen.forEach(block -> taken.add(kinds.path(block)));
        }
        ArchitectureConfig config = ArchitectureConfig.of(json, whole.description());
        Checkpoint weights = whole.checkpoint().renamed(names(whole, chosen));
        return new Base(
                whole.description(), config, whole.texts(), weights, whole.folder(), whole.adapter(), whole.newWords());
    }

    /** The checkpoint's names by those of the smaller model. */
    private static Map<String, String> names(Base whole, List<Integer> chosen) {
        Blueprint blueprint = whole.config().blueprint();
        String blocks = blueprint.names().blocks();
        Map<String, String> names = new LinkedHashMap<>();
        StoredNames.of(whole.checkpoint().tensors().keySet(), blueprint).forEach((name, stored) -> {
            if (!name.startsWith(blocks)) {
                names.put(name, stored);
                return;
            }
            int end = name.indexOf('.', blocks.length());
            int place = chosen.indexOf(Integer.valueOf(name.substring(blocks.length(), end)));
            if (place >= 0) {
                names.put(blocks + place + name.substring(end), stored);
            }
        });
        return names;
    }

    private static InputException wrong(Base whole, String found, String expected, String fix) {
        return new InputException(
                "model.layers", "model.layers", found + " (" + whole.description() + ")", expected, fix);
    }
}
