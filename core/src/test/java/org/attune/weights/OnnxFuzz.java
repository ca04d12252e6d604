// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.attune.fuzz.ByteMutation;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;

/** Encoders in ONNX. */
public final class OnnxFuzz implements FuzzKind {

    private static final List<String> PIECES = List.of(
            "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u0001", "\u0080\u0080\u0080\u0080\u0008", "MatMul");

    private final byte[] sound = OnnxBytes.model(OnnxBytes.encoder());

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public FuzzInput input(Random random) {
        return new FuzzInput("model.onnx", new ByteMutation(random, PIECES).of(sound));
    }

    @Override
    public void use(FuzzInput input, Path folder) throws IOException {
        TensorBytes.contents(input.writeTo(folder));
    }
}
