// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.app.serve.store.JobTable;
import org.attune.app.serve.store.TunedModel;
import org.attune.app.serve.writing.Writer;
import org.attune.run.AtomicFile;
import org.attune.train.Folders;
import org.jspecify.annotations.Nullable;

/** Models that jobs made. One is loaded when it is first asked; those that were asked last stay. */
final class TunedModels implements AutoCloseable {

    /** Each has all of its base's weights. */
    static final int MOST_LOADED = 2;

    private final JobTable table;
    private final int queue;

    /** The one asked last stands last; guarded by this. */
    private final Map<String, Writer> loaded = new LinkedHashMap<>();

    TunedModels(JobTable table, int queue) {
        this.table = table;
        this.queue = queue;
    }

    /** Deletes what was to be deleted when an earlier server ended. */
    void deleteForgotten() {
        table.models(true).forEach(TunedModels::deleteFiles);
    }

    List<TunedModel> list() {
        return table.models(false);
    }

    Optional<TunedModel> find(String name) {
        return table.model(name);
    }

    /** Ready to be asked; waits until it is loaded. */
    Writer writer(TunedModel model) {
        Writer writer = taken(model);
        try {
            writer.worker().awaitOpen();
            return writer;
        } catch (RuntimeException e) {
            unload(model.name());
            throw e;
        }
    }

    private synchronized Writer taken(TunedModel model) {
        Writer writer = loaded.remove(model.name());
        if (writer == null) {
            while (loaded.size() >= MOST_LOADED) {
                unload(loaded.keySet().iterator().next());
            }
            writer = Writer.of(model.name(), model.place(), queue);
            writer.worker().open();
        }
        loaded.put(model.name(), writer);
        return writer;
    }

    /** What it writes now it writes to its end; who waits is told to come again. */
    private synchronized void unload(String name) {
        @Nullable Writer writer = loaded.remove(name);
        if (writer != null) {
            writer.close();
        }
    }

    /** False where there is none. */
    boolean delete(String name) {
        Optional<TunedModel> model = find(name);
        if (model.isEmpty() || !table.deleteModel(name)) {
            return false;
        }
        unload(name);
        deleteFiles(model.get());
        return true;
    }

    private static void deleteFiles(TunedModel model) {
        Path place = Path.of(model.place());
        try {
            Folders.delete(place);
        } catch (IOException e) {
            throw AtomicFile.failed(place, e);
        }
    }

    @Override
    public synchronized void close() {
        List.copyOf(loaded.keySet()).forEach(this::unload);
    }
}
