// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.bytedeco.pytorch.Tensor;

/** Several files that an index joins: {@code {"weight_map": {"tensor": "file", …}}}. */
final class ShardedCheckpoint implements Checkpoint {

    private final String name;
    private final Map<String, Checkpoint> shards;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    private final Map<String, Checkpoint> holders = new LinkedHashMap<>();

    private ShardedCheckpoint(String name, Map<String, Checkpoint> shards) {
        this.name = name;
        this.shards = shards;
    }

    /** Opens every shard and checks that each tensor is where the index says and nowhere else. */
    static Checkpoint open(Path index, Function<Path, Checkpoint> shard) {
        Map<String, String> weightMap = ShardIndex.read(index);
        ShardedCheckpoint checkpoint = new ShardedCheckpoint(index.toString(), new TreeMap<>());
        boolean kept = false;
        try {
            Problems problems = new Problems();
            for (String file : new TreeSet<>(weightMap.values())) {
                Checkpoint opened = problems.collect(() -> shard.apply(index.resolveSibling(file)));
                if (opened != null) {
                    checkpoint.shards.put(file, opened);
                }
            }
            problems.throwIfAny();
            checkpoint.join(weightMap, problems);
            problems.throwIfAny();
            kept = true;
            return checkpoint;
        } finally {
            if (!kept) {
                checkpoint.close();
            }
        }
    }

    private void join(Map<String, String> weightMap, Problems problems) {
        weightMap.forEach((tensor, file) -> {
            Checkpoint shard = shards.get(file);
            TensorInfo info = shard == null ? null : shard.tensors().get(tensor);
            if (shard == null || info == null) {
                problem(
                        problems,
                        "weights.wrong-shard",
                        "says that " + Problem.quote(tensor) + " is in " + Problem.quote(file)
                                + ", which does not hold it");
            } else {
                tensors.put(tensor, info);
                holders.put(tensor, shard);
            }
        });
        // a shard may hold more than the index lists (other loaders take it as well), but nothing twice
        shards.forEach((file, shard) -> shard.tensors().forEach((tensor, info) -> {
            Checkpoint holder = holders.putIfAbsent(tensor, shard);
            if (holder == null) {
                tensors.put(tensor, info);
            } else if (holder != shard) {
                problem(
                        problems,
                        "weights.duplicate-tensor",
                        "joins files that both hold " + Problem.quote(tensor) + ", one of them " + Problem.quote(file));
            }
        }));
    }

    private void problem(Problems problems, String code, String found) {
        problems.add(
                code,
                name,
                found,
                "each tensor is in the one shard that the index names",
                "index and shards are of different versions; fetch all of them again");
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Tensor load(String tensor) {
        Checkpoint holder = holders.get(tensor);
        if (holder == null) {
            throw Missing.tensor(name, tensor, tensors.keySet());
        }
        return holder.load(tensor);
    }

    @Override
    public String sha256() {
        StringBuilder lines = new StringBuilder();
        shards.forEach((file, shard) ->
                lines.append(shard.sha256()).append("  ").append(file).append('\n'));
        return Sha256.of(lines.toString());
    }

    @Override
    public void close() {
        shards.values().forEach(Checkpoint::close);
    }
}
