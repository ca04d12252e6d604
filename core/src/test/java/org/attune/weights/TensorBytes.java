// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Tensors as bytes, for tests that compare bit for bit. */
final class TensorBytes {

    private TensorBytes() {}

    static Tensor tensor(DType dtype, long[] shape, byte[] bytes) {
        Tensor tensor = NativeTensors.allocate(dtype, shape);
        NativeTensors.eachPiece(tensor, (offset, piece) -> piece.put(bytes, (int) offset, piece.remaining()));
        return tensor;
    }

    static byte[] bytes(Tensor tensor) {
        ByteBuffer all = ByteBuffer.allocate((int) tensor.nbytes());
        NativeTensors.eachPiece(tensor, (offset, piece) -> all.put(piece));
        return all.array();
    }

    /** Name to element type, shape and hexadecimal content of everything in a source. */
    static Map<String, String> contents(TensorSource source) {
        Map<String, String> contents = new TreeMap<>();
        source.tensors().forEach((name, info) -> {
            try (PointerScope scope = new PointerScope()) {
                Tensor tensor = source.load(name);
                String described = NativeTensors.describe(name, tensor).toString();
                contents.put(name, described + " " + HexFormat.of().formatHex(bytes(tensor)));
                if (!described.equals(info.toString())) {
                    contents.put(name, described + " described as " + info);
                }
            }
        });
        return contents;
    }

    static Map<String, String> contents(Path file) {
        try (Checkpoint checkpoint = CheckpointFiles.open(file)) {
            return contents(checkpoint);
        }
    }

    /** The codes and texts of the problems that opening (and loading all) ends in; empty if it works. */
    static List<String> problems(Path file) {
        try {
            contents(file);
            return List.of();
        } catch (InputException e) {
            List<String> texts = new ArrayList<>();
            for (Problem problem : e.problems()) {
                texts.add(problem.text());
            }
            return texts;
        }
    }

    /** A resource of these tests as a file. */
    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(TensorBytes.class.getResource("/weights/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
