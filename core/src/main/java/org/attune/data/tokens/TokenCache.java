// SPDX-License-Identifier: Apache-2.0
package org.attune.data.tokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.HeapShare;
import org.attune.run.UserCache;
import org.jspecify.annotations.Nullable;

/**
 * Encoded splits in {@code tokens} of the user's cache, each in a file that is named by a key of everything that decides over it. One that takes no
 * more than {@link HeapShare} is not written: it stays in the heap. A file that nobody has used for thirty days goes when the next one is written.
 */
public final class TokenCache {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final String SUFFIX = ".tokens";

    /** An example's objects besides the values in its arrays. */
    private static final long OBJECTS = 160;

    private final Path folder;
    private final long heap;

    TokenCache(Path folder, long heap) {
        this.folder = folder;
        this.heap = heap;
    }

    public static TokenCache ofUser() {
        return new TokenCache(UserCache.folder().resolve("tokens"), HeapShare.bytes());
    }

    /** A split's examples, in the heap or in a file, and what is known of them. */
    public record Split(List<Example> examples, EncodingNotes notes) {}

    /** Makes a split's examples of its rows. */
    public interface Encoder {
        EncodingNotes encode(Consumer<Example> into);
    }

    /**
     * The split with this key, made where there is none, or where the file is cut or damaged.
     *
     * @throws org.attune.problem.WorkException where the file cannot be written
     */
    public Split get(String key, Encoder encoder) {
        Path file = folder.resolve(key + SUFFIX);
        try {
            Optional<TokenFile.Kept> kept = Files.isRegularFile(file) ? TokenFile.open(file) : Optional.empty();
            if (kept.isEmpty()) {
                return made(file, encoder);
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return split(kept.get());
        } catch (IOException e) {
            throw UserCache.failed(folder, e);
        }
    }

    private Split made(Path file, Encoder encoder) throws IOException {
        try (Growing growing = new Growing(file)) {
            EncodingNotes notes = encoder.encode(growing);
            if (growing.writer == null) {
                return new Split(Collections.unmodifiableList(growing.examples), notes);
            }
            growing.writer.finish(notes);
            dropOld();
        }
        return split(TokenFile.open(file).orElseThrow(() -> new IOException("it was written and cannot be read")));
    }

    private static Split split(TokenFile.Kept kept) {
        return new Split(kept.examples(), kept.notes());
    }

    /** Also what a process that was killed has left. */
    private void dropOld() throws IOException {
        Instant before = Instant.now().minus(KEPT);
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.toList();
        }
        for (Path file : all) {
            String name = String.valueOf(file.getFileName());
            boolean ours = name.endsWith(SUFFIX) || (name.startsWith(".") && name.endsWith(".tmp"));
            try {
                if (ours && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException inUse) {
                // another process has it, or was faster
            }
        }
    }

    /** In the heap at first, in the file from the example on with which they become too many. */
    private final class Growing implements Consumer<Example>, AutoCloseable {
        private final Path file;
        private List<Example> examples = new ArrayList<>();
        private long bytes;
        private @Nullable TokenWriter writer;

        Growing(Path file) {
            this.file = file;
        }

        @Override
        public void accept(Example example) {
            try {
                if (writer != null) {
                    writer.add(example);
                    return;
                }
                examples.add(example);
                bytes += size(example);
                if (bytes > heap) {
                    Files.createDirectories(folder);
                    writer = new TokenWriter(file);
                    for (Example one : examples) {
                        writer.add(one);
                    }
                    examples = List.of();
                }
            } catch (IOException e) {
                throw UserCache.failed(folder, e);
            }
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
            }
        }
    }

    private static long size(Example example) {
        return OBJECTS
                + 3L * Integer.BYTES * example.features().tokens()
                + (long) Double.BYTES * example.target().length;
    }
}
