// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.ArrayList;
import java.util.List;

/** A node of an ONNX graph: {@code NodeProto} of onnx.proto without attributes, save one. */
final class OnnxNode {

    /** More than this only a Concat of an odd model has, and no rule here looks beyond the second. */
    private static final int MOST_NAMES = 100;

    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private String name = "";
    private String operator = "";
    private String domain = "";
    private boolean transposesB;

    private OnnxNode() {}

    static OnnxNode read(ProtoFields.Value message) {
        OnnxNode node = new OnnxNode();
        message.message(node::field);
        return node;
    }

    String name() {
        return name;
    }

    String operator() {
        return operator;
    }

    String domain() {
        return domain;
    }

    List<String> inputs() {
        return inputs;
    }

    /** The first output, the only one that the operators of an encoder have. */
    String output() {
        return outputs.isEmpty() ? "" : outputs.get(0);
    }

    /** The name of the matrix that multiplies from the right and is stored the other way round than a linear layer's. */
    String rightFactor() {
        boolean multiplies = operator.equals("MatMul") || (operator.equals("Gemm") && !transposesB);
        return multiplies && inputs.size() > 1 ? inputs.get(1) : "";
    }

    private void field(int number, ProtoFields.Value value) {
        switch (number) {
            case 1 -> keep(inputs, value.text());
            case 2 -> keep(outputs, value.text());
            case 3 -> name = value.text();
            case 4 -> operator = value.text();
            case 5 -> attribute(value);
            case 7 -> domain = value.text();
            default -> value.skip();
        }
    }

    private static void keep(List<String> names, String name) {
        if (names.size() < MOST_NAMES) {
            names.add(name);
        }
    }

    private void attribute(ProtoFields.Value message) {
        String[] key = {""};
        long[] whole = {0};
        message.message((number, value) -> {
            switch (number) {
                case 1 -> key[0] = value.text();
                case 3 -> whole[0] = value.number();
                default -> value.skip();
            }
        });
        transposesB |= key[0].equals("transB") && whole[0] != 0;
    }
}
