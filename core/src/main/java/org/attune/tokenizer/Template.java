// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where special tokens stand around one text and around a pair: the post-processor of a tokenizer.json, interpreted.
 * Expects a tree that {@link TokenizerRules} found sound.
 */
record Template(List<Part> single, List<Part> pair) {

    /** One entry of a template. */
    sealed interface Part {
        int type();
    }

    /** A special token. */
    record Special(int id, int type) implements Part {}

    /** All of the first (0) or the second (1) text. */
    record Content(int sequence, int type) implements Part {}

    private static final Template BARE =
            new Template(List.of(new Content(0, 0)), List.of(new Content(0, 0), new Content(1, 1)));

    /** Number of special tokens that are added. */
    int added(boolean isPair) {
        return (int) (isPair ? pair : single)
                .stream().filter(Special.class::isInstance).count();
    }

    /** Ids of all special tokens that this template can add. */
    List<Integer> specialIds() {
        List<Integer> ids = new ArrayList<>();
        for (List<Part> parts : List.of(single, pair)) {
            for (Part part : parts) {
                if (part instanceof Special special) {
                    ids.add(special.id());
                }
            }
        }
        return ids;
    }

    /** The template of a post-processor; bare texts where there is none or it adds nothing. */
    static Template of(JsonNode processor) {
        return switch (processor.path("type").asString("")) {
            case "TemplateProcessing" -> new Template(parts(processor, "single"), parts(processor, "pair"));
            case "BertProcessing" -> bert(id(processor, "cls"), id(processor, "sep"));
            case "RobertaProcessing" -> roberta(id(processor, "cls"), id(processor, "sep"));
            case "Sequence" -> ofSequence(processor);
            default -> BARE;
        };
    }

    private static Template ofSequence(JsonNode processor) {
        for (JsonNode inner : processor.path("processors")) {
            Template template = of(inner);
            if (template.addsTokens()) {
                return template;
            }
        }
        return BARE;
    }

    private static Template bert(int cls, int sep) {
        List<Part> single = List.of(new Special(cls, 0), new Content(0, 0), new Special(sep, 0));
        List<Part> pair = new ArrayList<>(single);
        pair.addAll(List.of(new Content(1, 1), new Special(sep, 1)));
        return new Template(single, List.copyOf(pair));
    }

    private static Template roberta(int cls, int sep) {
        List<Part> single = List.of(new Special(cls, 0), new Content(0, 0), new Special(sep, 0));
        List<Part> pair = new ArrayList<>(single);
        pair.addAll(List.of(new Special(sep, 0), new Content(1, 0), new Special(sep, 0)));
        return new Template(single, List.copyOf(pair));
    }

    private static int id(JsonNode processor, String role) {
        return processor.path(role).path(1).asInt();
    }

    private static List<Part> parts(JsonNode processor, String which) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode entry : processor.path(which)) {
            JsonNode sequence = entry.path("Sequence");
            if (sequence.isObject()) {
                int number = sequence.path("id").asString("").equals("B") ? 1 : 0;
                parts.add(new Content(number, sequence.path("type_id").asInt()));
            } else {
                JsonNode special = entry.path("SpecialToken");
                String name = special.path("id").asString("");
                for (JsonNode id : processor.path("special_tokens").path(name).path("ids")) {
                    parts.add(new Special(id.asInt(), special.path("type_id").asInt()));
                }
            }
        }
        return List.copyOf(parts);
    }

    /** Whether a text stands between one special token or more and others, as in an encoder's {@code [CLS] text [SEP]}. */
    boolean isClosed() {
        return single.size() > 2
                && single.get(0) instanceof Special
                && single.get(single.size() - 1) instanceof Special;
    }

    /** Id of the first token of a closed template. */
    int first() {
        return ((Special) single.get(0)).id();
    }

    /** Id of the last token of a closed template. */
    int last() {
        return ((Special) single.get(single.size() - 1)).id();
    }

    boolean addsTokens() {
        return !equals(BARE);
    }
}
