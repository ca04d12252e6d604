// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.store.DataFolder;
import org.attune.app.serve.store.FileTable;
import org.attune.app.serve.store.FileTable.Kept;
import org.attune.app.serve.store.Ids;
import org.attune.run.AtomicFile;

/**
 * Files by their ids. The bytes come first and go last, so that a row of the table always has them; bytes without a row, which a kill
 * leaves, are deleted at the next start.
 */
public record KeptFiles(DataFolder data, FileTable table) {

    /** What conversations to learn from are uploaded for. */
    public static final String TRAINING = "fine-tune";

    /** What a job tells of its steps. */
    public static final String RESULTS = "fine-tune-results";

    /** Where a file's bytes are. */
    public Path path(String id) {
        return data.files().resolve(id + ".jsonl");
    }

    /** @throws RequestProblem 404 */
    public Kept get(String id, String param) {
        return table.find(id)
                .orElseThrow(() -> RequestProblem.notFound(param, "not_found", "No such File object: " + shown(id)));
    }

    private static String shown(String id) {
        return id.length() > 64 ? id.substring(0, 64) : id;
    }

    /** Takes over a whole file from the folder of uploads. */
    Kept take(Path incoming, String filename, long lines) {
        String id = Ids.make("file-");
        try {
            try (FileChannel channel = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Kept kept = new Kept(id, filename, TRAINING, Files.size(incoming), lines, now());
            Files.move(incoming, path(id), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.forceFolder(data.files());
            table.add(kept);
            return kept;
        } catch (IOException e) {
            throw AtomicFile.failed(incoming, e);
        }
    }

    /** Writes what a job tells; whoever asks adds it to the table. */
    public Kept write(String filename, String text) {
        String id = Ids.make("file-");
        AtomicFile.write(path(id), text);
        return new Kept(id, filename, RESULTS, text.getBytes(StandardCharsets.UTF_8).length, 0, now());
    }

    /** False where a job still needs it, or it is gone. */
    boolean delete(String id) {
        boolean removed = table.remove(id);
        if (removed) {
            deleteBytes(path(id));
        }
        return removed;
    }

    /** To be called before anything is uploaded. */
    public void deleteForgotten() {
        try (Stream<Path> all = Files.list(data.files())) {
            List<Path> forgotten = all.filter(
                            path -> !path.getFileName().toString().endsWith(".jsonl")
                                    || table.find(path.getFileName().toString().replaceFirst("\\.jsonl$", ""))
                                            .isEmpty())
                    .toList();
            forgotten.forEach(KeptFiles::deleteBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteBytes(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw AtomicFile.failed(path, e);
        }
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
