// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    /** What the tensors' names say that there is, as the configuration says that it is. */
    static StoredAdapter of(AdapterConfig config, Checkpoint checkpoint, Map<String, String> names) {
        List<Adapter.Part> parts = modules(names, Adapter.A)
                .map(layer -> config.patterns()
                        .part(layer, plain(names.getOrDefault(layer + Adapter.A, ""), Adapter.A), config.form()))
                .toList();
        List<Adapter.Rows> rows = modules(names, Adapter.ROWS)
                .map(table -> new Adapter.Rows(table, config.rowsOf(table)))
                .toList();
        return new StoredAdapter(new Adapter(config.form(), parts, rows, config.saved()), checkpoint, names);
    }

    private static Stream<String> modules(Map<String, String> names, String ending) {
        return names.keySet().stream().filter(name -> name.endsWith(ending)).map(name -> without(name, ending));
    }

    private static String plain(String stored, String ending) {
        return without(stored.startsWith(PREFIX) ? stored.substring(PREFIX.length()) : stored, ending);
    }

    private static String without(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }

    /** Names as PEFT writes them, without what it puts before them. */
    static Map<String, String> names(Checkpoint checkpoint, Blueprint blueprint) {
        Map<String, String> names = new LinkedHashMap<>();
        checkpoint.tensors().keySet().forEach(stored -> {
            String plain = stored.startsWith(PREFIX) ? stored.substring(PREFIX.length()) : stored;
            StoredNames.of(List.of(plain), blueprint).keySet().forEach(whole -> names.put(whole, stored));
        });
        return names;
    }

    /** Adds the names of its tensors to those that are read, or the problems of those that fit nothing. */
    void check(List<Wanted> model, String where, Set<String> usable, Problems problems) {
        checkParts(model, where, usable, problems);
        checkRows(model, where, usable, problems);
        names.keySet().stream()
                .filter(name -> !Adapter.isPart(name) || isUnannounced(name))
                .filter(name -> model.stream().noneMatch(wanted -> wanted.name().equals(name)))
                .forEach(name -> problems.add(
                        "model.adapter",
                        where + ": " + name,
                        isUnannounced(name)
                                ? AdapterConfig.FILE + " says nothing of use_dora"
                                : "the model has no such parameter",
                        "every tensor of an adapter has its place",
                        "use the base and the task that the adapter was made for, and the files as they were written"));
    }

    /** A magnitude that would be left out, so that the model answered something else. */
    private boolean isUnannounced(String name) {
        return name.endsWith(Adapter.MAGNITUDE) && !adapter.form().decomposed();
    }

    private void checkParts(List<Wanted> model, String where, Set<String> usable, Problems problems) {
        for (Adapter.Part part : adapter.parts()) {
            String layer = part.layer();
            Optional<Wanted> weight = model.stream()
                    .filter(wanted -> wanted.kind() == Parameter.Kind.WEIGHT
                            && wanted.name().equals(layer + ".weight"))
                    .findFirst();
            if (weight.isPresent() && fits(part, weight.get())) {
                usable.addAll(List.of(layer + Adapter.A, layer + Adapter.B, layer + Adapter.MAGNITUDE));
            } else {
                problems.add(
                        "model.adapter",
                        where + ": " + layer,
                        weight.isPresent()
                                ? "the factors do not fit a layer of "
                                        + weight.get().in() + " values to "
                                        + weight.get().out()
                                : "no linear layer of the base",
                        "A is [" + part.rank() + ", in] and B [out, " + part.rank()
                                + "] of a linear layer from in to out values"
                                + (adapter.form().decomposed() ? ", with a magnitude of [out]" : ""),
                        "use the base that the adapter was made for");
            }
        }
    }

    private boolean fits(Adapter.Part part, Wanted weight) {
        return has(part.layer() + Adapter.A, part.rank(), weight.in())
                && has(part.layer() + Adapter.B, weight.out(), part.rank())
                && (!adapter.form().decomposed() || has(part.layer() + Adapter.MAGNITUDE, weight.out()));
    }

    /** Likewise of rows that learn of a table. */
    private void checkRows(List<Wanted> model, String where, Set<String> usable, Problems problems) {
        for (Adapter.Rows rows : adapter.rows()) {
            String name = rows.module() + Adapter.ROWS;
            Optional<Wanted> table = model.stream()
                    .filter(wanted -> wanted.name().equals(rows.module() + ".weight"))
                    .findFirst();
            boolean fits = table.isPresent()
                    && rows.numbers().stream()
                            .allMatch(number -> number < table.get().shape().get(0))
                    && has(name, rows.numbers().size(), table.get().shape().get(1));
            if (fits) {
                usable.add(name);
            } else {
                problems.add(
                        "model.adapter",
                        where + ": " + name,
                        table.isPresent()
                                ? "its rows do not fit a table of the shape "
                                        + table.get().shape()
                                : "no table of the base",
                        "it has one row for each number of trainable_token_indices, of the table's width",
                        "use the base that the adapter was made for");
            }
        }
    }

    private boolean has(String name, long... shape) {
        TensorInfo info = checkpoint.tensors().get(names.getOrDefault(name, ""));
        return info != null && info.dtype().isFloating() && Arrays.equals(info.shape(), shape);
    }
}
