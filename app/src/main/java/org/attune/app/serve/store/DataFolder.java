// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.train.Folders;
import org.jspecify.annotations.Nullable;

/** What is too large for the store, beside it: files and runs. One server has it at a time; the system's lock ends with its process. */
public final class DataFolder implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws InputException where it cannot be made, or another server has it */
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            makePrivate(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new InputException(
                        "serve.data-locked",
                        folder.toString(),
                        "another server works with it",
                        "one server has a folder of data",
                        "stop that one, or name another folder by --data-dir DIR, and another store");
            }
            DataFolder data = new DataFolder(path, channel);
            Folders.delete(data.incoming()); // of uploads that never ended
            for (Path inner : new Path[] {data.incoming(), data.files(), data.jobs()}) {
                Files.createDirectories(inner);
            }
            return data;
        } catch (IOException e) {
            throw new InputException(
                    "serve.data",
                    folder.toString(),
                    "it cannot be used: " + Problem.quote(e.getClass().getSimpleName() + ": " + e.getMessage()),
                    "files and runs lie in a folder that can be written",
                    "name another one by --data-dir DIR");
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
    }

    /** It will hold what people wrote. */
    private static void makePrivate(Path path) throws IOException {
        Path parent = path.resolveSibling(".");
        if (!Files.exists(path) && Files.getFileStore(parent).supportsFileAttributeView("posix")) {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.createDirectories(path);
    }

    public Path path() {
        return path;
    }

    /** Where uploads lie until they are whole. */
    public Path incoming() {
        return path.resolve("incoming");
    }

    public Path files() {
        return path.resolve("files");
    }

    public Path jobs() {
        return path.resolve("jobs");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("a lock that cannot be let go: " + path, e);
        }
    }
}
