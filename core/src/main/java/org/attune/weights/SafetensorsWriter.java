// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.run.AtomicFile;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Writes safetensors files with the bytes that the reference library would write: tensors sorted by element type
 * (widest first, which aligns all of them) and name, the header padded with spaces to eight bytes. One tensor is in
 * memory at a time when the source loads them one at a time. Files appear complete or not at all.
 */
public final class SafetensorsWriter {

    /** The size at which Hugging Face tools start another file. */
    public static final long SHARD_BYTES = 5_000_000_000L;

    private final @Nullable DType floats;
    private final Map<String, String> metadata;
    private final long shardBytes;

    private SafetensorsWriter(@Nullable DType floats, Map<String, String> metadata, long shardBytes) {
        this.floats = floats;
        this.metadata = metadata;
        this.shardBytes = shardBytes;
    }

    /** Writes every tensor as it is, {@code format=pt} as metadata, shards of {@link #SHARD_BYTES}. */
    public static SafetensorsWriter create() {
        return new SafetensorsWriter(null, Map.of("format", "pt"), SHARD_BYTES);
    }

    /** Converts floating-point tensors to this element type; integers and truth values stay as they are. */
    public SafetensorsWriter floatsAs(DType type) {
        if (!type.isFloating()) {
            throw new IllegalArgumentException(type + " is not a floating-point type");
        }
        return new SafetensorsWriter(type, metadata, shardBytes);
    }

    /** Adds a string to the header's {@code __metadata__}. */
    public SafetensorsWriter metadata(String key, String value) {
        Map<String, String> more = new TreeMap<>(metadata);
        more.put(key, value);
        return new SafetensorsWriter(floats, more, shardBytes);
    }

    public SafetensorsWriter shardBytes(long most) {
        return new SafetensorsWriter(floats, metadata, most);
    }

    /** Writes one file whatever its size. */
    public void file(Path file, TensorSource source) {
        write(file, sorted(source), source);
    }

    /**
     * Writes {@code model.safetensors}, or shards with their index, and removes what a former write of this kind left
     * in the folder, because other tools would load that instead.
     *
     * @return the files written, in order, the index last
     */
    public List<Path> directory(Path folder, TensorSource source) {
        return ModelFolder.replace(folder, split(sorted(source)), (file, part) -> write(file, part, source));
    }

    private List<TensorInfo> sorted(TensorSource source) {
        List<TensorInfo> infos = new ArrayList<>();
        source.tensors().values().forEach(info -> infos.add(new TensorInfo(info.name(), stored(info), info.shape())));
        infos.sort(Comparator.comparing(TensorInfo::dtype)
                .reversed()
                .thenComparing(info -> info.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        return infos;
    }

    private DType stored(TensorInfo info) {
        return floats != null && info.dtype().isFloating() ? floats : info.dtype();
    }

    private List<List<TensorInfo>> split(List<TensorInfo> infos) {
        List<List<TensorInfo>> parts = new ArrayList<>();
        List<TensorInfo> part = new ArrayList<>();
        long bytes = 0;
        for (TensorInfo info : infos) {
            if (!part.isEmpty() && bytes + info.bytes() > shardBytes) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(info);
            bytes += info.bytes();
        }
        parts.add(part);
        return parts;
    }

    private void write(Path file, List<TensorInfo> infos, TensorSource source) {
        Map<String, TensorInfo> ordered = new LinkedHashMap<>();
        infos.forEach(info -> ordered.put(info.name(), info));
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            throw AtomicFile.failed(file, e);
        }
        AtomicFile.write(file, out -> {
            out.write(SafetensorsHeaderText.of(ordered.values(), metadata));
            for (TensorInfo info : infos) {
                try (PointerScope scope = new PointerScope()) {
                    NativeTensors.eachPiece(ready(info, source.load(info.name())), (offset, piece) -> out.write(piece));
                }
            }
        });
    }

    private static Tensor ready(TensorInfo info, Tensor tensor) {
        Tensor ready = tensor.detach().to(info.dtype().scalarType()).cpu().contiguous();
        if (!Arrays.equals(NativeTensors.shape(ready), info.shape())) {
            throw new IllegalStateException("the source described " + info + " and loaded another shape");
        }
        return ready;
    }
}
