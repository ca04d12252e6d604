// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;

/**
 * Files that are either the old or the new one, whatever happens: written beside, forced to disk, renamed, and the
 * folder forced too. Only one process may write a file at a time.
 */
public final class AtomicFile {

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private AtomicFile() {}

    /** Where the content of a large file goes, piece by piece. */
    public interface Out {
        /** @throws UncheckedIOException where the disk is full or refuses */
        void write(ByteBuffer bytes);
    }

    /** Produces the content of a large file. */
    public interface Content {
        void to(Out out);
    }

    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void write(Path file, byte[] bytes) {
        write(file, out -> out.write(ByteBuffer.wrap(bytes)));
    }

    /** @throws WorkException where the disk is full or refuses; the old file is then still there */
    public static void write(Path file, Content content) {
        Path temporary = temporary(file);
        try {
            try {
                fill(temporary, content);
                Hazard.at("file:before-rename");
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            forceFolder(file.toAbsolutePath().resolveSibling("."));
            Hazard.at("file:renamed");
        } catch (IOException e) {
            throw failed(file, e);
        } catch (UncheckedIOException e) {
            throw failed(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private static void fill(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            Hazard.at("file:mid-write");
            content.to(bytes -> {
                try {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            channel.force(true);
        }
    }

    /** Makes renames and new names in a folder survive a power cut. */
    public static void forceFolder(Path folder) throws IOException {
        // Windows does not open folders; NTFS journals its names itself
        if (!WINDOWS) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** A failed write as users see it: a full disk by its name, everything else with the system's words. */
    public static WorkException failed(Path file, IOException e) {
        String words = String.valueOf(e.getMessage());
        boolean full = words.contains("No space left")
                || words.contains("Disk quota exceeded")
                || words.contains("not enough space");
        Problem problem = full
                ? new Problem(
                        "disk.full",
                        file.toString(),
                        "the disk is full",
                        "the run's folder can be written",
                        "make room, then run the same command again: it goes on from the last checkpoint")
                : new Problem(
                        "disk.write",
                        file.toString(),
                        "writing failed: " + words,
                        "the run's folder can be written",
                        "check the disk and the permissions, then run the same command again");
        return new WorkException(problem, e);
    }

    static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".tmp");
    }

    /** Whether a kill in the middle of a write may have left this file. */
    static boolean isTemporary(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") && name.endsWith(".tmp");
    }
}
