// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A mapping in the order of its keys. The values of a block mapping stand at the line of their key. */
public record MapNode(Source source, Map<String, Node> entries) implements Node {

    public MapNode {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public static MapNode empty(Source source) {
        return new MapNode(source, Map.of());
    }

    public Optional<Node> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** This map with one entry set, in the place of the old one or at the end. */
    public MapNode with(String key, Node value) {
        Map<String, Node> changed = new LinkedHashMap<>(entries);
        changed.put(key, value);
        return new MapNode(source, changed);
    }

    public MapNode without(String key) {
        Map<String, Node> changed = new LinkedHashMap<>(entries);
        changed.remove(key);
        return new MapNode(source, changed);
    }

    /** This map under another one: maps merge key by key, everything else (lists too) is replaced. */
    public MapNode merge(MapNode over) {
        MapNode merged = this;
        for (Map.Entry<String, Node> entry : over.entries.entrySet()) {
            Node below = entries.get(entry.getKey());
            Node value = below instanceof MapNode lower && entry.getValue() instanceof MapNode upper
                    ? lower.merge(upper)
                    : entry.getValue();
            merged = merged.with(entry.getKey(), value);
        }
        return merged;
    }

    /** As YAML that reads back equal; each value that no recipe says ends with a comment that names its source. */
    public String yaml() {
        return YamlWriter.write(this);
    }

    @Override
    public String describe() {
        return "a map of " + entries.size() + (entries.size() == 1 ? " key" : " keys");
    }

    @Override
    public MapNode at(Source place) {
        return new MapNode(place, entries);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MapNode map && entries.equals(map.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }
}
