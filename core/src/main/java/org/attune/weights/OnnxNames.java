// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Gives initialisers their Hugging Face names. Most have kept them. A linear weight that was folded with its transposition
 * is anonymous ({@code onnx::MatMul_787}): the node that multiplies by it carries the layer's path
 * ({@code /encoder/layer.0/attention/self/query/MatMul}), or at least the next node adds the layer's named bias.
 */
final class OnnxNames {

    private final FileBytes file;
    private final OnnxGraph graph;
    private final Problems problems = new Problems();
    private final Set<String> factors = new HashSet<>();
    private final Map<String, String> biasAddedTo = new HashMap<>();
    private final Map<String, Weight> named = new LinkedHashMap<>();

    private OnnxNames(FileBytes file, OnnxGraph graph) {
        this.file = file;
        this.graph = graph;
    }

    /** A tensor as it is stored, and whether the model's own weight is its transpose. */
    record Weight(OnnxTensor tensor, boolean transposed) {}

    static Map<String, Weight> of(FileBytes file, OnnxGraph graph) {
        OnnxNames names = new OnnxNames(file, graph);
        names.findBiases();
        names.nameAll();
        names.problems.throwIfAny();
        return names.named;
    }

    private void findBiases() {
        for (OnnxNode node : graph.nodes()) {
            if (node.operator().equals("Add") && node.inputs().size() == 2) {
                for (int i = 0; i < 2; i++) {
                    if (node.inputs().get(i).endsWith(".bias")) {
                        biasAddedTo.put(node.inputs().get(1 - i), node.inputs().get(i));
                    }
                }
            }
        }
    }

    private void nameAll() {
        graph.nodes().forEach(node -> factors.add(node.rightFactor()));
        graph.initializers().forEach((name, tensor) -> {
            if (isParameterName(name)) {
                put(name, new Weight(tensor, factors.contains(name)));
            }
        });
        for (OnnxNode node : graph.nodes()) {
            OnnxTensor factor = graph.initializers().get(node.rightFactor());
            if (factor != null && !isParameterName(factor.name())) {
                nameFactor(node, factor);
            }
            nameCopy(node);
        }
    }

    private void nameFactor(OnnxNode node, OnnxTensor factor) {
        String name = layer(node);
        if (name != null) {
            put(name + ".weight", new Weight(factor, true));
        } else {
            problem(
                    "weights.onnx-name",
                    "node " + Problem.quote(node.name()) + " multiplies by " + Problem.quote(factor.name())
                            + " and nothing says which layer that is");
        }
    }

    /** The exporter stores equal parameters once and copies them to their other names. */
    private void nameCopy(OnnxNode node) {
        if (node.operator().equals("Identity") && node.inputs().size() == 1 && isParameterName(node.output())) {
            OnnxTensor original = graph.initializers().get(node.inputs().get(0));
            if (original != null) {
                put(node.output(), new Weight(original, factors.contains(node.output())));
            }
        }
    }

    private @Nullable String layer(OnnxNode node) {
        String path = node.name();
        int end = path.lastIndexOf('/');
        if (path.startsWith("/") && end > 0) {
            return path.substring(1, end).replace('/', '.');
        }
        String bias = biasAddedTo.get(node.output());
        return bias == null ? null : bias.substring(0, bias.length() - ".bias".length());
    }

    /** Names that PyTorch gave, not the exporter: {@code encoder.layer.0.output.dense.bias}. */
    private static boolean isParameterName(String name) {
        return name.indexOf('.') > 0 && !name.startsWith("/") && !name.contains("::");
    }

    private void put(String name, Weight weight) {
        Weight former = named.putIfAbsent(name, weight);
        if (former != null && former.tensor() != weight.tensor()) {
            problem("weights.duplicate-tensor", "two tensors are " + Problem.quote(name));
        }
    }

    private void problem(String code, String found) {
        problems.add(
                code,
                file.name(),
                found,
                "each weight belongs to one layer, named by the node that uses it",
                "use the model's safetensors file, or export it again from PyTorch 1.13 or newer");
    }
}
