// SPDX-License-Identifier: Apache-2.0
package org.attune.data.tokens;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.attune.data.EncodingNotes;

/**
 * A file of examples: they one behind another; for each where it begins (8 bytes), its row and its length (4 each); what else is known of them;
 * and at the end the sizes of these and a CRC-32C over all before it. Big-endian.
 */
final class TokenFile {

    static final int ENTRY = Long.BYTES + 2 * Integer.BYTES;

    private static final long MAGIC = 0x6174746f6b303031L; // attok001
    private static final int FOOTER = 5 * Long.BYTES;
    private static final int BLOCK = 1 << 20;

    private TokenFile() {}

    static byte[] bytes(EncodingNotes notes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(notes.truncated());
        out.writeInt(notes.notes().size());
        for (String note : notes.notes()) {
            out.writeUTF(note);
        }
        return bytes.toByteArray();
    }

    private static EncodingNotes notes(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        long truncated = in.readLong();
        List<String> notes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            notes.add(in.readUTF());
        }
        return new EncodingNotes(truncated, notes);
    }

    /** Ends where the next byte is to be put. */
    static ByteBuffer footer(long count, long examples, long notes, long checksum) {
        return ByteBuffer.allocate(FOOTER)
                .putLong(count)
                .putLong(examples)
                .putLong(notes)
                .putLong(checksum)
                .putLong(MAGIC);
    }

    /** A whole file; empty where there is none, or where it is cut or damaged. */
    static Optional<Kept> open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            Optional<Kept> kept = read(channel);
            if (kept.isEmpty()) {
                channel.close();
            }
            return kept;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<Kept> read(FileChannel channel) throws IOException {
        long end = channel.size() - FOOTER;
        if (end < 0) {
            return Optional.empty();
        }
        ByteBuffer footer = at(channel, end, FOOTER);
        long count = footer.getLong();
        long examples = footer.getLong();
        long notes = footer.getLong();
        long checksum = footer.getLong();
        boolean fits = footer.getLong() == MAGIC
                && count >= 0
                && examples >= 0
                && notes >= 0
                && examples + count * ENTRY + notes == end;
        if (!fits || checksum != checksum(channel, end)) {
            return Optional.empty();
        }
        StoredExamples stored = new StoredExamples(
                channel, channel.map(FileChannel.MapMode.READ_ONLY, examples, count * ENTRY), examples);
        byte[] said = at(channel, end - notes, Math.toIntExact(notes)).array();
        return Optional.of(new Kept(stored, notes(said)));
    }

    /** Examples and what is known of them. */
    record Kept(StoredExamples examples, EncodingNotes notes) {}

    private static long checksum(FileChannel channel, long end) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        for (long from = 0; from < end; from += block.limit()) {
            block.clear().limit((int) Math.min(BLOCK, end - from));
            fill(channel, block, from);
            checksum.update(block);
        }
        return checksum.getValue();
    }

    static ByteBuffer at(FileChannel channel, long from, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        fill(channel, bytes, from);
        return bytes;
    }

    private static void fill(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file was cut while it was read");
            }
        }
        bytes.flip();
    }
}
