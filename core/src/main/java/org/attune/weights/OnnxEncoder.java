// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The weights of a BERT-type encoder in an ONNX file, by Hugging Face names and in PyTorch's orientation. */
public final class OnnxEncoder implements Checkpoint {

    private final FileBytes file;
    private final Map<String, OnnxNames.Weight> weights;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private OnnxEncoder(FileBytes file) {
        this.file = file;
        this.weights = OnnxNames.of(file, OnnxGraph.read(file));
        weights.forEach((name, weight) -> {
            weight.tensor().data(file); // checks that the data is there
            tensors.put(name, described(name, weight));
        });
    }

    /** @throws org.attune.problem.InputException if the model is anything but an unfused export, naming the first odd node */
    public static OnnxEncoder open(Path path) {
        return Opened.with(FileBytes.open(path), OnnxEncoder::new);
    }

    /**
     * Reads a model that is no file of its own, such as a resource of the class path. It is kept in a temporary file, not in
     * the heap, until it is closed.
     *
     * @param name what problems call it
     */
    public static OnnxEncoder open(InputStream stream, String name) {
        return Opened.with(FileBytes.spool(stream, name), OnnxEncoder::new);
    }

    private TensorInfo described(String name, OnnxNames.Weight weight) {
        TensorInfo info = weight.tensor().info(file);
        long[] shape = info.shape();
        if (weight.transposed()) {
            if (shape.length != 2) {
                throw file.wrong(
                        "weights.shape",
                        "a node multiplies by " + info,
                        "a linear layer's weight is a matrix",
                        "use the model's safetensors file");
            }
            shape = new long[] {shape[1], shape[0]}; // [in, out] → [out, in]
        }
        return new TensorInfo(name, info.dtype(), shape);
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Tensor load(String name) {
        OnnxNames.Weight weight = weights.get(name);
        if (weight == null) {
            throw Missing.tensor(file.name(), name, tensors.keySet());
        }
        TensorInfo info = weight.tensor().info(file);
        long position = weight.tensor().data(file).position();
        if (!weight.transposed()) {
            Tensor tensor = NativeTensors.allocate(info.dtype(), info.shape());
            file.read(position, tensor);
            return tensor;
        }
        try (Tensor stored = NativeTensors.allocate(info.dtype(), info.shape())) {
            file.read(position, stored);
            return NativeTensors.transposed(stored);
        }
    }

    @Override
    public String sha256() {
        return file.sha256();
    }

    @Override
    public void close() {
        file.close();
    }
}
