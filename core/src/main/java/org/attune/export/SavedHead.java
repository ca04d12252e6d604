// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is saved of a task.
 *
 * @param problemType the value for config.json, null for none
 * @param labels in the order of the outputs; empty for regression
 * @param settings what config.json cannot say, by the keys of attune.json: columns, max_length, threshold and so on
 * @param files texts that lie beside the weights, by their names
 */
public record SavedHead(
        String task,
        @Nullable String problemType,
        List<String> labels,
        Map<String, Object> settings,
        Map<String, String> files) {

    public SavedHead(String task, @Nullable String problemType, List<String> labels, Map<String, Object> settings) {
        this(task, problemType, labels, settings, Map.of());
    }

    public SavedHead {
        labels = List.copyOf(labels);
    }
}
