// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A safetensors file. */
public final class Safetensors implements Checkpoint {

    private final FileBytes file;
    private final SafetensorsHeader header;
    private final Map<String, TensorInfo> tensors;

    private Safetensors(FileBytes file, SafetensorsHeader header) {
        this.file = file;
        this.header = header;
        Map<String, TensorInfo> described = new LinkedHashMap<>();
        header.entries().forEach((name, entry) -> described.put(name, entry.info()));
        this.tensors = Collections.unmodifiableMap(described);
    }

    /** @throws org.attune.problem.InputException if the header breaks any rule of the format, before data is read */
    public static Safetensors open(Path path) {
        return Opened.with(FileBytes.open(path), file -> new Safetensors(file, SafetensorsHeader.read(file)));
    }

    /** Opens the shards that an index such as {@code model.safetensors.index.json} names. */
    public static Checkpoint openSharded(Path index) {
        return ShardedCheckpoint.open(index, Safetensors::open);
    }

    /** The strings that the writer left, for example {@code format → pt}. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor load(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw Missing.tensor(file.name(), name, tensors.keySet());
        }
        Tensor tensor =
                NativeTensors.allocate(entry.info().dtype(), entry.info().shape());
        file.read(header.dataStart() + entry.begin(), tensor);
        return tensor;
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
