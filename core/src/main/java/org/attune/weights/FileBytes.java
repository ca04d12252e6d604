// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** An open file of weights: positional reads of any size, its length, its hash, and problems that name it. */
final class FileBytes implements AutoCloseable {

    private final FileChannel channel;
    private final String name;
    private final long size;
    private @Nullable String sha256;

    private FileBytes(FileChannel channel, String name) throws IOException {
        this.channel = channel;
        this.name = name;
        this.size = channel.size();
    }

    static FileBytes open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    "weights.no-such-file",
                    file.toString(),
                    Files.isDirectory(file) ? "is a directory" : "does not exist",
                    "weights are read from a regular file",
                    "check the path");
        }
        try {
            return new FileBytes(FileChannel.open(file, StandardOpenOption.READ), file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * Keeps a stream's bytes in a temporary file that nobody can find and that goes away when it is closed or the
     * process ends: 90 MB on disk instead of in the heap.
     *
     * @param name what problems call it
     */
    static FileBytes spool(InputStream stream, String name) {
        try {
            Path file = Files.createTempFile("attune", ".weights");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            try {
                stream.transferTo(Channels.newOutputStream(channel));
                return new FileBytes(channel, name);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new WorkException(
                    new Problem(
                            "weights.spool",
                            name,
                            "could not be copied to a temporary file: " + e.getMessage(),
                            "weights inside an archive are unpacked to the temporary folder while they are in use",
                            "free space there, or choose another with -Djava.io.tmpdir=FOLDER"),
                    e);
        }
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** Fills the buffer from a position; the caller stays inside the file. */
    void read(long position, ByteBuffer target) {
        long from = position;
        try {
            while (target.hasRemaining()) {
                int count = channel.read(target, from);
                if (count < 0) {
                    throw wrong(
                            "weights.truncated",
                            "ends at byte " + from + ", it was " + size + " bytes long when it was opened",
                            "weights do not change while they are read",
                            "stop whatever writes to it and start again");
                }
                from += count;
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** Fills a contiguous tensor with the bytes that start at a position. */
    void read(long position, Tensor contiguous) {
        NativeTensors.eachPiece(contiguous, (offset, bytes) -> read(position + offset, bytes));
    }

    /** A problem of this file. */
    InputException wrong(String code, String found, String expected, String fix) {
        return new InputException(code, name, found, expected, fix);
    }

    synchronized String sha256() {
        String known = sha256;
        if (known == null) {
            known = Sha256.of(size, this::read);
            sha256 = known;
        }
        return known;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + name, e);
        }
    }

    private static InputException unreadable(String name, IOException e) {
        return new InputException(
                "weights.unreadable",
                name,
                "cannot be read: " + e.getMessage(),
                "the process may read every file of the model",
                "check the file's permissions and the disk");
    }
}
