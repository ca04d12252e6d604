// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lora;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.Kind;
import org.attune.config.Kinds;
import org.attune.config.MapNode;
import org.attune.config.Node;

/** Numbers of tokens as PEFT takes them: a list, for the table of words, or a list for each table by its name. */
final class TokenIndices {

    static final Kind<Map<String, List<Integer>>> KIND = Kinds.of(
            "a list of numbers of tokens, or such a list for each table",
            TokenIndices::read,
            tokens -> tokens.containsKey("") ? tokens.getOrDefault("", List.of()) : tokens);

    private TokenIndices() {}

    private static Optional<Map<String, List<Integer>>> read(Node node) {
        Map<String, List<Integer>> tokens = new LinkedHashMap<>();
        Map<String, Node> lists = node instanceof MapNode map ? map.entries() : Map.of("", node);
        for (Map.Entry<String, Node> list : lists.entrySet()) {
            Optional<List<Integer>> numbers = Kinds.NODES.read(list.getValue()).flatMap(TokenIndices::numbers);
            if (numbers.isEmpty()) {
                return Optional.empty();
            }
            tokens.put(list.getKey(), numbers.get());
        }
        return Optional.of(tokens);
    }

    private static Optional<List<Integer>> numbers(List<Node> items) {
        List<Integer> numbers = new ArrayList<>();
        items.forEach(item -> Kinds.WHOLE.read(item).ifPresent(numbers::add));
        return Optional.of(numbers).filter(all -> all.size() == items.size());
    }
}
