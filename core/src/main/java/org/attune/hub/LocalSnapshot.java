// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the cache alone can say of one commit. */
final class LocalSnapshot {

    private final RepositoryCache cache;
    private final String commit;

    LocalSnapshot(RepositoryCache cache, String commit) {
        this.cache = cache;
        this.commit = commit;
    }

    Path folder() {
        return cache.snapshot(commit);
    }

    /** Files without which there is no model; empty where it can be used. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!has("config.json") && !has("adapter_config.json")) {
            missing.add("config.json");
        }
        Optional<String> weights = WantedFiles.weights(
                WantedFiles.WEIGHTS.stream().filter(this::has).toList());
        if (weights.isEmpty()) {
            missing.add("model.safetensors");
        } else if (weights.get().endsWith(WantedFiles.INDEX_END)) {
            shards(weights.get())
                    .ifPresentOrElse(
                            shards -> shards.stream().filter(s -> !has(s)).forEach(missing::add),
                            () -> missing.add(weights.get()));
        }
        return missing;
    }

    /** Whether every file is here or known not to exist: then the hub has nothing to add. */
    boolean whole() {
        return missing().isEmpty() && WantedFiles.SMALL.stream().allMatch(f -> has(f) || cache.knowsAbsent(commit, f));
    }

    private boolean has(String name) {
        return Files.isRegularFile(cache.file(commit, name));
    }

    private Optional<Set<String>> shards(String index) {
        Path file = cache.file(commit, index);
        try {
            return ShardIndex.files(file);
        } catch (IOException e) {
            throw CacheProblems.failure(file, e);
        }
    }
}
