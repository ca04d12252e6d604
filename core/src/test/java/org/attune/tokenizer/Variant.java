// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tokenizer with some sections replaced, and texts with special tokens; written by {@code tools/golden/segments.py}.
 *
 * @param golden its entry in the golden file
 */
record Variant(String name, JsonNode golden) {

    /**
     * What transformers made of segments as one text.
     *
     * @param decoded the text of the ids, null where versions of the library differ
     * @param plain the same without special tokens
     */
    record Case(
            List<Segment> segments,
            Spans spans,
            @Nullable String decoded,
            @Nullable String plain) {

        String text() {
            return String.join("", segments.stream().map(Segment::text).toList());
        }
    }

    static List<Variant> all() {
        List<Variant> all = new ArrayList<>();
        for (JsonNode entry : Golden.json("segments").path("variants")) {
            all.add(new Variant(entry.path("name").stringValue(), entry));
        }
        return all;
    }

    TextTokenizer open() {
        ObjectNode root = (ObjectNode) Golden.json(golden.path("of").stringValue() + ".tokenizer");
        golden.path("changes").properties().forEach(change -> root.set(change.getKey(), change.getValue()));
        return TextTokenizer.of(TokenizerJson.mapper().writeValueAsBytes(root), name);
    }

    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (JsonNode entry : golden.path("cases")) {
            List<Segment> segments = new ArrayList<>();
            for (JsonNode segment : entry.path("segments")) {
                segments.add(new Segment(
                        segment.path(0).stringValue(), segment.path(1).booleanValue()));
            }
            Spans spans = new Spans(ints(entry.path("ids")), ints(entry.path("start")), ints(entry.path("end")));
            cases.add(new Case(segments, spans, text(entry.path("decoded")), text(entry.path("plain"))));
        }
        return cases;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.stringValue();
    }

    static int[] ints(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
