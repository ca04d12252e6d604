// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Source;

/** Candidates that need no words: what tuning has to beat. */
final class Baselines {

    static final List<String> NAMES = List.of("untuned", "head", "random");

    private static final Source SOURCE = Source.resolved("a baseline of the suite");

    private Baselines() {}

    /** {@code untuned} learns at a rate of 0, {@code head} on frozen features, {@code random} from random weights. */
    static Optional<MapNode> of(String name) {
        return switch (name) {
            case "untuned" -> map(Map.of("method", Map.of("name", "full"), "training", Map.of("learning_rate", 0)));
            case "head" -> map(Map.of("method", Map.of("name", "head")));
            case "random" -> map(Map.of("model", Map.of("init", "random"), "method", Map.of("name", "full")));
            default -> Optional.empty();
        };
    }

    /** Whether the candidate learns nothing, so that one step is as good as all. */
    static boolean learnsNothing(MapNode candidate) {
        return candidate
                .get("training")
                .filter(MapNode.class::isInstance)
                .map(MapNode.class::cast)
                .flatMap(training -> training.get("learning_rate"))
                .filter(rate -> rate.equals(Node.of(0, SOURCE)))
                .isPresent();
    }

    private static Optional<MapNode> map(Map<String, ?> keys) {
        return Optional.of((MapNode) Node.of(keys, SOURCE));
    }
}
