// SPDX-License-Identifier: Apache-2.0
package org.attune.data.tokens;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.run.AtomicFile;
import org.attune.run.Hazard;

/** Writes a {@link TokenFile} beside its place, and moves it there when it is whole. Two processes may write the same: one of theirs stays. */
final class TokenWriter implements Closeable {

    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;
    private final FileChannel index;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer examples = ByteBuffer.allocate(1 << 20);
    private final ByteBuffer entries = ByteBuffer.allocate(1 << 16);
    private long written;
    private long count;

    TokenWriter(Path file) throws IOException {
        this.file = file;
        Path folder = file.toAbsolutePath().resolveSibling(".");
        unfinished = Files.createTempFile(folder, ".", ".tmp");
        channel = FileChannel.open(unfinished, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Path beside = Files.createTempFile(folder, ".", ".tmp");
        index = FileChannel.open(
                beside, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    void add(Example example) throws IOException {
        ByteBuffer bytes = ExampleBytes.of(example);
        if (entries.remaining() < TokenFile.ENTRY) {
            drain(entries, index);
        }
        entries.putLong(written).putInt(example.row()).putInt(example.length());
        written += bytes.remaining();
        count++;
        put(bytes);
    }

    /** The file is there when this returns. */
    void finish(EncodingNotes notes) throws IOException {
        Hazard.at("tokens:mid-write");
        drain(entries, index);
        index.position(0);
        while (index.read(entries) >= 0) {
            put(entries.flip());
            entries.clear();
        }
        byte[] said = TokenFile.bytes(notes);
        put(ByteBuffer.wrap(said));
        flush();
        drain(TokenFile.footer(count, written, said.length, checksum.getValue()), channel);
        channel.force(true);
        channel.close(); // Windows moves no open file
        Hazard.at("tokens:before-rename");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        AtomicFile.forceFolder(file.toAbsolutePath().resolveSibling("."));
    }

    @Override
    public void close() throws IOException {
        try (index;
                channel) {
            Files.deleteIfExists(unfinished);
        }
    }

    private void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (!examples.hasRemaining()) {
                flush();
            }
            int part = Math.min(examples.remaining(), bytes.remaining());
            examples.put(bytes.slice(bytes.position(), part));
            bytes.position(bytes.position() + part);
        }
    }

    private void flush() throws IOException {
        checksum.update(examples.array(), 0, examples.position());
        drain(examples, channel);
    }

    /** Writes what was put into a buffer, and empties it. */
    private static void drain(ByteBuffer buffer, FileChannel into) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            into.write(buffer);
        }
        buffer.clear();
    }
}
