// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of a whole model's parameters for the names in a checkpoint: an encoder alone lacks the prefix, and norms that came
 * from TensorFlow have {@code gamma} and {@code beta}. The only place where names are changed.
 */
final class StoredNames {

    /** What wrappers put before every name: data-parallel runs, and sentence-transformers in one file. */
    private static final Pattern WRAPPERS = Pattern.compile("^(module\\.|0\\.auto_model\\.)+");

    private static final Pattern GAMMA = Pattern.compile("LayerNorm\\.gamma$");
    private static final Pattern BETA = Pattern.compile("LayerNorm\\.beta$");

    private StoredNames() {}

    /** Whole model's name → name in the checkpoint, in the checkpoint's order. */
    static Map<String, String> of(Iterable<String> stored, Blueprint blueprint) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : stored) {
            names.putIfAbsent(whole(name, blueprint), name);
        }
        return names;
    }

    private static String whole(String stored, Blueprint blueprint) {
        String name = BETA.matcher(
                        GAMMA.matcher(WRAPPERS.matcher(stored).replaceFirst("")).replaceFirst("LayerNorm.weight"))
                .replaceFirst("LayerNorm.bias");
        String named = blueprint.named(name);
        boolean alone =
                !blueprint.names().has(named) && blueprint.names().children().contains(Names.firstPart(named));
        return alone ? blueprint.names().prefix() + "." + named : named;
    }

    /** The name in a checkpoint of the encoder alone. */
    static String withoutPrefix(String whole, Blueprint blueprint) {
        String prefix = blueprint.names().prefix() + ".";
        return whole.startsWith(prefix) ? whole.substring(prefix.length()) : whole;
    }
}
