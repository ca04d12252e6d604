// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/** The nodes and initialisers of an ONNX model that was exported without fusing anything. */
record OnnxGraph(Map<String, OnnxTensor> initializers, List<OnnxNode> nodes) {

    /** An encoder of 48 layers exported operator by operator has some ten thousand nodes. */
    private static final int MOST_PARTS = 200_000;

    /** What PyTorch's exporter writes for BERT and its relatives, over all opsets and transformers versions. */
    private static final Set<String> OPERATORS = Set.of(
            "Abs",
            "Add",
            "And",
            "Cast",
            "Clip",
            "Concat",
            "Constant",
            "ConstantOfShape",
            "CumSum",
            "Div",
            "Equal",
            "Erf",
            "Expand",
            "Flatten",
            "Gather",
            "GatherElements",
            "GatherND",
            "Gelu",
            "Gemm",
            "Greater",
            "GreaterOrEqual",
            "Identity",
            "IsNaN",
            "LayerNormalization",
            "Less",
            "LessOrEqual",
            "MatMul",
            "Max",
            "Min",
            "Mod",
            "Mul",
            "Neg",
            "Not",
            "Or",
            "Pow",
            "Range",
            "Reciprocal",
            "ReduceMean",
            "ReduceSum",
            "Relu",
            "Reshape",
            "ScatterND",
            "Shape",
            "Sigmoid",
            "Slice",
            "Softmax",
            "Split",
            "Sqrt",
            "Squeeze",
            "Sub",
            "Tanh",
            "Tile",
            "Transpose",
            "Trilu",
            "Unsqueeze",
            "Where");

    static OnnxGraph read(FileBytes file) {
        OnnxGraph graph = new OnnxGraph(new LinkedHashMap<>(), new ArrayList<>());
        boolean[] found = {false};
        new ProtoFields(file).readAll((number, value) -> {
            switch (number) {
                case 7 -> {
                    found[0] = true;
                    value.message((part, content) -> graph.part(file, part, content));
                }
                case 25 -> throw odd(file, "functions of its own", "model");
                default -> value.skip();
            }
        });
        if (!found[0]) {
            throw odd(file, "no graph", "model");
        }
        return graph;
    }

    private void part(FileBytes file, int number, ProtoFields.Value value) {
        switch (number) {
            case 1 -> {
                OnnxNode node = OnnxNode.read(value);
                check(file, node);
                nodes.add(node);
            }
            case 5 -> {
                OnnxTensor tensor = OnnxTensor.read(value);
                if (initializers.put(tensor.name(), tensor) != null) {
                    throw odd(file, "two tensors named " + Problem.quote(tensor.name()), "graph");
                }
            }
            case 15 -> throw odd(file, "sparse tensors", "graph");
            default -> value.skip();
        }
        if (nodes.size() + initializers.size() > MOST_PARTS) {
            throw odd(file, "more than " + MOST_PARTS + " nodes and tensors", "graph");
        }
    }

    private static void check(FileBytes file, OnnxNode node) {
        boolean standard = node.domain().isEmpty() || node.domain().equals("ai.onnx");
        if (!standard || !OPERATORS.contains(node.operator())) {
            String operator = standard ? node.operator() : node.domain() + "." + node.operator();
            throw odd(file, "the operator " + Problem.quote(operator), "node " + Problem.quote(node.name()));
        }
    }

    private static InputException odd(FileBytes file, String what, String where) {
        return file.wrong(
                "weights.onnx-node",
                "its " + where + " has " + what,
                "an encoder exported from PyTorch as it is: no fused, quantised or optimised operators",
                "use the model's safetensors file, or export it again without optimisation");
    }
}
