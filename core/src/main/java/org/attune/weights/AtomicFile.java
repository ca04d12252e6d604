// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;

/** Writes a file beside its place, forces it to the disk and moves it there: it is whole or it is not there. */
final class AtomicFile {

    private AtomicFile() {}

    /** Where the content goes. */
    interface Out {
        void write(ByteBuffer bytes);
    }

    /** Produces the content. */
    interface Content {
        void to(Out out);
    }

    /** @throws WorkException if the disk is full or the folder may not be written */
    static void write(Path file, Content content) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.createDirectories(folder);
            try {
                fill(unfinished, content);
                move(unfinished, file);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            forceFolder(folder);
        } catch (IOException | UncheckedIOException e) {
            throw failed(file, e);
        }
    }

    private static void fill(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
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

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The name is on the disk only when the folder is; Windows keeps names without this and cannot open a folder. */
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static WorkException failed(Path file, Exception e) {
        return new WorkException(
                new Problem(
                        "weights.write-failed",
                        file.toString(),
                        "could not be written: " + e.getMessage(),
                        "the folder can be written and has room for the weights",
                        "free space or choose another folder"),
                e);
    }
}
