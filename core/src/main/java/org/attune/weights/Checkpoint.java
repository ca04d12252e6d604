// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Named tensors in a file. What a checkpoint describes has been checked against the file when it was opened; loading
 * reads only the bytes of the tensor asked for. Safe to use from several threads.
 */
public interface Checkpoint extends TensorSource, AutoCloseable {

    /** Descriptions by name, in the file's own order. */
    @Override
    Map<String, TensorInfo> tensors();

    /** A fresh contiguous CPU tensor in the stored element type, attached to the caller's scope as any new tensor is. */
    @Override
    Tensor load(String name);

    /**
     * SHA-256 of the file in lower-case hexadecimal digits, computed once. Of several files: of the lines that
     * {@code sha256sum} prints for them in the order of their names.
     */
    String sha256();

    @Override
    void close();

    /**
     * A checkpoint without tensors, for a model that is drawn anew.
     *
     * @param identity text that stands for the model in its hash
     */
    static Checkpoint none(String identity) {
        return new NoWeights(Sha256.of(identity));
    }

    /**
     * The same checkpoint without a prefix that all of its names have, for example {@code module.} of a data-parallel
     * run; itself when some name lacks it. Closing either closes both.
     */
    default Checkpoint withoutPrefix(String prefix) {
        boolean everywhere = !tensors().isEmpty()
                && !prefix.isEmpty()
                && tensors().keySet().stream()
                        .allMatch(name -> name.startsWith(prefix) && name.length() > prefix.length());
        if (!everywhere) {
            return this;
        }
        Map<String, String> stored = new LinkedHashMap<>();
        tensors().keySet().forEach(name -> stored.put(name.substring(prefix.length()), name));
        return renamed(stored);
    }

    /**
     * Some of its tensors by other names, with the hash of the whole. Closing either closes both.
     *
     * @param stored this checkpoint's names by the new ones
     */
    default Checkpoint renamed(Map<String, String> stored) {
        return new RenamedCheckpoint(this, stored);
    }
}
