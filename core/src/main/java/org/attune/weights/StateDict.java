// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.weights.PickleValue.Storage;
import org.attune.weights.PickleValue.StoredTensor;
import org.bytedeco.pytorch.Tensor;

/**
 * A PyTorch state dict: what {@code torch.save} writes as {@code .bin .pt .pth .th}, in the zip format and in the one
 * before PyTorch 1.6. No code of the file is run.
 */
public final class StateDict implements Checkpoint {

    /** Where the bytes of a storage lie. */
    record Span(long position, long bytes) {}

    private final FileBytes file;
    private final Map<String, StoredTensor> stored;
    private final Map<String, Span> storages;
    private final Map<String, TensorInfo> tensors;

    private StateDict(FileBytes file, Map<String, StoredTensor> stored, Map<String, Span> storages) {
        this.file = file;
        this.stored = stored;
        this.storages = storages;
        Map<String, TensorInfo> described = new LinkedHashMap<>();
        stored.forEach((name, tensor) ->
                described.put(name, new TensorInfo(name, tensor.storage().dtype(), tensor.sizes())));
        this.tensors = Collections.unmodifiableMap(described);
        checkStorages();
    }

    /** @throws org.attune.problem.InputException if the file is anything but a state dict, or wants to run code */
    public static StateDict open(Path path) {
        return Opened.with(FileBytes.open(path), file -> {
            SavedObject saved = ZipArchive.startsLikeOne(file) ? ZipStateDict.read(file) : LegacyStateDict.read(file);
            return new StateDict(file, StateDictTree.tensors(file, saved.object()), saved.storages());
        });
    }

    /** Opens the shards that an index such as {@code pytorch_model.bin.index.json} names. */
    public static Checkpoint openSharded(Path index) {
        return ShardedCheckpoint.open(index, StateDict::open);
    }

    /** What a file holds: its object, and where the storages lie that the object refers to. */
    record SavedObject(PickleValue object, Map<String, Span> storages) {}

    /** A prefix such as {@code module.} that data-parallel training puts before all names, if they have one. */
    public Optional<String> wrapperPrefix() {
        for (String prefix : new String[] {"module.", "_orig_mod."}) {
            if (withoutPrefix(prefix) != this) {
                return Optional.of(prefix);
            }
        }
        return Optional.empty();
    }

    private void checkStorages() {
        Problems problems = new Problems();
        stored.forEach((name, tensor) -> {
            Storage storage = tensor.storage();
            Span span = storages.get(storage.key());
            // the product is safe: the layout was checked when the tensor was built
            if (span == null
                    || span.bytes() < storage.elements() * storage.dtype().bytes()) {
                problems.add(
                        "weights.truncated",
                        file.name(),
                        "tensor " + Problem.quote(name) + " needs " + storage.elements() + " elements of "
                                + storage.dtype() + ", and "
                                + (span == null ? "there is no such data" : "its data has " + span.bytes() + " bytes"),
                        "the data of every tensor is in the file",
                        "the file was cut or changed; fetch it again");
            }
        });
        problems.throwIfAny();
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor load(String name) {
        StoredTensor tensor = stored.get(name);
        Span span = tensor == null ? null : storages.get(tensor.storage().key());
        if (tensor == null || span == null) {
            throw Missing.tensor(file.name(), name, tensors.keySet());
        }
        return StridedLayout.load(file, span.position(), tensor);
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
