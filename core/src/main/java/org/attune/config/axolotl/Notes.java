// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.ArrayList;
import java.util.List;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Source;
import org.attune.config.axolotl.Conversion.Mapped;
import org.attune.config.axolotl.Conversion.Remark;
import org.attune.problem.Problems;

/** What became of the keys so far: the recipe as it grows, and what is to be said. Not thread-safe. */
final class Notes {

    /** Sections stand for no key of their own. */
    private static final Source SECTION = new Source(Source.Kind.RECIPE, "");

    private final List<Mapped> mapped = new ArrayList<>();
    private final List<Remark> differences = new ArrayList<>();
    private final List<Remark> ignored = new ArrayList<>();
    private final Problems problems;
    private MapNode recipe = MapNode.empty(SECTION);

    Notes(Problems problems) {
        this.problems = problems;
    }

    MapNode recipe() {
        return recipe;
    }

    Conversion conversion() {
        return new Conversion(recipe, mapped, differences, ignored);
    }

    /** A value of the recipe that a key says. */
    void set(Place from, String path, Object value) {
        put(path, Node.of(value, from.origin()));
        mapped.add(new Mapped(from.key(), path, value instanceof Node node ? node.describe() : String.valueOf(value)));
    }

    /** A value of the recipe that no key says and that Axolotl would have used. */
    void fill(String path, Object value, String why) {
        put(path, Node.of(value, Source.resolved(why)));
    }

    void ignore(String key, String why) {
        ignored.add(new Remark(key, why));
    }

    void differ(String key, String how) {
        differences.add(new Remark(key, how));
    }

    /** A key that cannot be honoured. */
    void refuse(Place place, String found, String expected, String fix) {
        problems.add("axolotl.refused", place.where(), found, expected, fix);
    }

    private void put(String path, Node value) {
        recipe = put(recipe, List.of(path.split("\\.", -1)), value);
    }

    private static MapNode put(MapNode map, List<String> keys, Node value) {
        String key = keys.get(0);
        if (keys.size() == 1) {
            return map.with(key, value);
        }
        MapNode below = map.get(key).orElse(null) instanceof MapNode present ? present : MapNode.empty(SECTION);
        return map.with(key, put(below, keys.subList(1, keys.size()), value));
    }
}
