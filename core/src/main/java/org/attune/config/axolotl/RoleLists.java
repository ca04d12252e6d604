// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.Kinds;
import org.attune.config.MapNode;
import org.attune.config.Node;

/** Names of roles by what they stand for. */
final class RoleLists {

    private RoleLists() {}

    static Optional<Map<String, List<String>>> read(Node node) {
        if (!(node instanceof MapNode map)) {
            return Optional.empty();
        }
        Map<String, List<String>> roles = new LinkedHashMap<>();
        map.entries().forEach((role, names) -> Kinds.TEXTS.read(names).ifPresent(list -> roles.put(role, list)));
        return Optional.of(roles).filter(all -> all.size() == map.entries().size());
    }
}
