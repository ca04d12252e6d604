// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a recipe that knows where it stands. Two nodes are equal when their values are, wherever they stand. */
public sealed interface Node permits MapNode, ListNode, ScalarNode {

    Source source();

    /** What it is, for a message: {@code "three" (text)}, {@code a list of 2}. */
    String describe();

    /** The same value at another place. */
    Node at(Source source);

    /** A plain value as a tree: strings, numbers, booleans, Optional, lists and maps of these, and nodes. */
    static Node of(Object value, Source source) {
        if (value instanceof Node node) {
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Node> entries = new LinkedHashMap<>();
            map.forEach((key, item) -> entries.put(String.valueOf(key), of(item, source)));
            return new MapNode(source, entries);
        }
        if (value instanceof List<?> list) {
            return new ListNode(
                    source, list.stream().map(item -> of(item, source)).toList());
        }
        if (value instanceof Optional<?> optional) {
            return optional.<Node>map(item -> of(item, source)).orElseGet(() -> ScalarNode.missing(source));
        }
        return ScalarNode.of(value, source);
    }
}
