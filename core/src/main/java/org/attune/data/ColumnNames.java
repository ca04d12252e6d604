// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Usual names of columns by role, in lower case with underscores. */
final class ColumnNames {

    private static final Map<String, List<String>> USUAL = Map.ofEntries(
            Map.entry(
                    "text",
                    List.of(
                            "text",
                            "sentence",
                            "sentence1",
                            "message",
                            "review",
                            "content",
                            "utterance",
                            "query",
                            "question",
                            "question1",
                            "premise",
                            "document",
                            "comment",
                            "tweet",
                            "body",
                            "headline",
                            "description",
                            "text1",
                            "text_a",
                            "input",
                            "sms",
                            "abstract",
                            "passage")),
            Map.entry(
                    "text_pair",
                    List.of(
                            "text_pair",
                            "sentence2",
                            "question2",
                            "hypothesis",
                            "text2",
                            "text_b",
                            "second_text",
                            "pair")),
            Map.entry(
                    "label",
                    List.of(
                            "label",
                            "category",
                            "intent",
                            "class",
                            "sentiment",
                            "target",
                            "score",
                            "labels",
                            "rating",
                            "stars",
                            "topic",
                            "similarity",
                            "similarity_score",
                            "gold_label",
                            "y",
                            "emotion",
                            "toxic",
                            "categories",
                            "classification",
                            "polarity",
                            "intents",
                            "grade",
                            "value")),
            Map.entry("tokens", List.of("tokens", "words", "token")),
            Map.entry("tags", List.of("tags", "ner_tags", "pos_tags", "token_labels", "entities", "chunk_tags", "ner")),
            Map.entry("messages", List.of("messages", "conversations", "conversation", "dialog", "dialogue", "chat")),
            Map.entry("prompt", List.of("prompt", "instruction", "question")),
            Map.entry("completion", List.of("completion", "response", "output", "answer", "chosen")),
            Map.entry("image", List.of("image", "image_path", "img", "picture", "photo", "file_name", "filename")),
            Map.entry("id", List.of("id", "guid", "uid", "idx", "row_id", "example_id")),
            Map.entry("weight", List.of("weight", "sample_weight", "weights")));

    /** First and second text of a pair, by the names that data sets use together. */
    static final Map<String, String> PAIRS = Map.of(
            "sentence1", "sentence2",
            "question1", "question2",
            "premise", "hypothesis",
            "text1", "text2",
            "text_a", "text_b",
            "text", "text_pair",
            "question", "sentence",
            "query", "passage");

    private static final Set<String> ALL =
            USUAL.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());

    private ColumnNames() {}

    static List<String> usual(String role) {
        return USUAL.getOrDefault(role, List.of(role));
    }

    static boolean known(String name) {
        return ALL.contains(plain(name));
    }

    /** As the lists above have it. */
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }
}
