// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.run.AtomicFile;
import org.attune.run.Hazard;
import org.attune.tensor.Grad;
import org.attune.tensor.Scope;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run. A folder {@code step-000120} holds {@code tensors.safetensors} (masters, moments and counts of the optimiser,
 * tensors of the method), {@code state.json} (a {@link TrainState}) and {@code complete.json} (size and SHA-256 of the other two),
 * which is written last. The folder is filled under another name, forced to disk and renamed, so that one that is named
 * {@code step-…} is whole; what is damaged later shows by its hashes and is passed over.
 */
public final class Checkpoints {

    /** The version of this format. */
    static final int FORMAT = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String PREFIX = "step-";
    private static final String UNFINISHED = "unfinished-";
    private static final String TENSORS = "tensors.safetensors";
    private static final String STATE = "state.json";

    private final Path folder;
    private final int keep;

    /** @param keep the newest so many stay, besides the best one */
    public Checkpoints(Path folder, int keep) {
        this.folder = folder;
        this.keep = keep;
    }

    /** Saves and then removes what is no longer needed. Returns the checkpoint's folder. */
    public Path save(TrainState state, Map<String, Tensor> tensors) {
        Path target = folder(state.step());
        Path unfinished = folder.resolve(UNFINISHED + target.getFileName());
        try {
            Files.createDirectories(folder);
            Folders.delete(unfinished);
            Files.createDirectory(unfinished);
            try (Grad off = Grad.off();
                    Scope scope = Scope.open()) {
                SafetensorsWriter.create().file(unfinished.resolve(TENSORS), TensorSource.of(tensors));
            }
            Hazard.at("checkpoint:mid-write");
            Files.write(unfinished.resolve(STATE), StateJson.write(state));
            Completeness.write(unfinished, List.of(TENSORS, STATE));
            Hazard.at("checkpoint:before-rename");
            Folders.delete(target);
            Files.move(unfinished, target);
            AtomicFile.forceFolder(folder);
            Hazard.at("checkpoint:renamed");
            prune(state);
        } catch (IOException e) {
            throw AtomicFile.failed(target, e);
        }
        return target;
    }

    /** The newest whole checkpoint's state, after its tensors were copied into the given ones; empty if there is none. */
    public Optional<TrainState> restore(Map<String, Tensor> into) {
        for (long step : steps().descendingSet()) {
            if (Completeness.holds(folder(step))) {
                load(step, into);
                return Optional.of(state(step));
            }
            LOG.warn("checkpoint {} is damaged and is passed over", folder(step));
        }
        return Optional.empty();
    }

    /** Copies the tensors of one checkpoint into the given ones. */
    public void load(long step, Map<String, Tensor> into) {
        try (Grad off = Grad.off();
                Checkpoint saved = Safetensors.open(folder(step).resolve(TENSORS))) {
            into.forEach((name, tensor) -> {
                try (Scope scope = Scope.open()) {
                    tensor.copy_(saved.load(name));
                }
            });
        }
    }

    private TrainState state(long step) {
        Path file = folder(step).resolve(STATE);
        try {
            return StateJson.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw AtomicFile.failed(file, e);
        }
    }

    public Path folder(long step) {
        return folder.resolve(String.format("%s%06d", PREFIX, step));
    }

    /** Those that are there, damaged ones among them. */
    public NavigableSet<Long> steps() {
        if (!Files.isDirectory(folder)) {
            return new TreeSet<>();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(PREFIX + "[0-9]+"))
                    .map(name -> Long.valueOf(name.substring(PREFIX.length())))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw AtomicFile.failed(folder, e);
        }
    }

    /** The newest stay and the best one, which becomes the result. */
    private void prune(TrainState state) throws IOException {
        NavigableSet<Long> old = steps();
        for (int i = 0; i < keep && !old.isEmpty(); i++) {
            old.pollLast();
        }
        for (long step : old) {
            if (state.best() == null || state.best().step() != step) {
                Folders.delete(folder(step));
            }
        }
    }
}
