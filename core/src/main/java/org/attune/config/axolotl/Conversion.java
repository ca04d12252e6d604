// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Source;

/**
 * A recipe that was made of a configuration of Axolotl, and what became of each key.
 *
 * @param recipe its values know the keys that they come from
 * @param differences where the run is not quite what Axolotl would have done
 * @param ignored keys that change nothing here
 */
public record Conversion(MapNode recipe, List<Mapped> mapped, List<Remark> differences, List<Remark> ignored) {

    /**
     * A value that was taken over.
     *
     * @param path of the native key, with dots
     */
    public record Mapped(String key, String path, String value) {}

    /** Something to say about a key. */
    public record Remark(String key, String text) {}

    public Conversion {
        mapped = List.copyOf(mapped);
        differences = List.copyOf(differences);
        ignored = List.copyOf(ignored);
    }

    /** The recipe as YAML; comments name the keys that its values come from. */
    public String yaml() {
        return commented(recipe).yaml();
    }

    private static MapNode commented(MapNode map) {
        Map<String, Node> entries = new LinkedHashMap<>();
        map.entries()
                .forEach((key, value) -> entries.put(
                        key,
                        value instanceof MapNode below && !below.entries().isEmpty()
                                ? commented(below)
                                : value.at(Source.resolved(value.source().text()))));
        return new MapNode(map.source(), entries);
    }
}
