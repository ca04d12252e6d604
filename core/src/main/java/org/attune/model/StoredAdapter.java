// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.model.Layers.Wanted;
import org.attune.problem.Problems;
import org.attune.tensor.Parameter;
import org.attune.weights.Checkpoint;
import org.attune.weights.TensorInfo;

/**
 * An adapter in files: what it says of itself, and its tensors.
 *
 * @param names the whole model's names of parameters to those in the checkpoint
 */
public record StoredAdapter(Adapter adapter, Checkpoint checkpoint, Map<String, String> names) {

    private static final String PREFIX = "base_model.model.";

    /** Names as PEFT writes them, without what it puts before them. */
    static Map<String, String> names(Checkpoint checkpoint, Blueprint blueprint) {
        Map<String, String> names = new LinkedHashMap<>();
        checkpoint.tensors().keySet().forEach(stored -> {
            String plain = stored.startsWith(PREFIX) ? stored.substring(PREFIX.length()) : stored;
            StoredNames.of(List.of(plain), blueprint).keySet().forEach(whole -> names.put(whole, stored));
        });
        return names;
    }

    /** Adds the names of its factors to those that are read, or the problems of those that fit no layer. */
    void check(List<Wanted> model, String where, Set<String> usable, Problems problems) {
        for (String layer : adapter.layers()) {
            Optional<Wanted> weight = model.stream()
                    .filter(wanted -> wanted.kind() == Parameter.Kind.WEIGHT
                            && wanted.name().equals(layer + ".weight"))
                    .findFirst();
            long rank = adapter.rank();
            boolean fits = weight.isPresent()
                    && has(layer + Adapter.A, rank, weight.get().in())
                    && has(layer + Adapter.B, weight.get().out(), rank);
            if (fits) {
                usable.add(layer + Adapter.A);
                usable.add(layer + Adapter.B);
            } else {
                problems.add(
                        "model.adapter",
                        where + ": " + layer,
                        weight.isPresent()
                                ? "the factors do not fit a layer of "
                                        + weight.get().in() + " values to "
                                        + weight.get().out()
                                : "no linear layer of the base",
                        "A is [" + rank + ", in] and B [out, " + rank + "] of a linear layer from in to out values",
                        "use the base that the adapter was made for");
            }
        }
        names.keySet().stream()
                .filter(name -> !Adapter.isPart(name))
                .filter(name -> model.stream().noneMatch(wanted -> wanted.name().equals(name)))
                .forEach(name -> problems.add(
                        "model.adapter",
                        where + ": " + name,
                        "the model has no such parameter",
                        "every tensor of an adapter has its place",
                        "use the base and the task that the adapter was made for"));
    }

    private boolean has(String name, long rows, long columns) {
        TensorInfo info = checkpoint.tensors().get(names.getOrDefault(name, ""));
        return info != null && info.dtype().isFloating() && Arrays.equals(info.shape(), new long[] {rows, columns});
    }
}
