// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/**
 * Where the entries of a zip file lie, with the 64-bit extensions. Nothing is ever unpacked: PyTorch does not compress
 * tensors, and what is not compressed cannot be a bomb.
 *
 * <p>Source: PKWARE's APPNOTE, 4.3 and 4.5.3.
 */
final class ZipArchive {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LOCATOR = 0x07064b50;
    private static final int END_BYTES = 22;
    private static final int LOCATOR_BYTES = 20;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final long IN_EXTENSION = 0xffffffffL;
    private static final int EXTENSION_64 = 1;

    private final FileBytes file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private ZipArchive(FileBytes file) {
        this.file = file;
    }

    /**
     * Where an entry's bytes lie in the file.
     *
     * @param plain whether they are neither compressed nor encrypted
     */
    record Entry(long position, long bytes, boolean plain) {}

    static boolean startsLikeOne(FileBytes file) {
        return file.size() >= END_BYTES && at(file, 0).i32() == LOCAL;
    }

    /** Entries by their full name. */
    static Map<String, Entry> entries(FileBytes file) {
        ZipArchive archive = new ZipArchive(file);
        archive.readDirectory();
        return archive.entries;
    }

    private void readDirectory() {
        long end = findEnd();
        Cursor last = at(file, end + 10);
        long count = last.u16();
        long bytes = last.u32();
        long start = last.u32();
        if (end >= LOCATOR_BYTES && at(file, end - LOCATOR_BYTES).i32() == END_64_LOCATOR) {
            long end64 = at(file, end - LOCATOR_BYTES + 8).i64();
            if (end64 < 0 || end64 > end || at(file, end64).i32() != END_64) {
                throw broken("has no directory where it says");
            }
            Cursor wide = at(file, end64 + 32);
            count = wide.i64();
            bytes = wide.i64();
            start = wide.i64();
        }
        if (start < 0 || bytes < 0 || count < 0 || start > end || bytes > end - start) {
            throw broken("has a directory outside of itself");
        }
        Cursor directory = new Cursor(file, "weights.zip", start, start + bytes);
        for (long i = 0; i < count; i++) {
            readEntry(directory, start);
        }
    }

    private long findEnd() {
        long from = Math.max(0, file.size() - END_BYTES - LONGEST_COMMENT);
        ByteBuffer tail =
                ByteBuffer.wrap(at(file, from).bytes(file.size() - from)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = tail.limit() - END_BYTES; i >= 0; i--) {
            if (tail.getInt(i) == END) {
                return from + i;
            }
        }
        throw broken("ends without the directory that a zip file ends with");
    }

    private void readEntry(Cursor directory, long dataEnd) {
        if (directory.i32() != CENTRAL) {
            throw broken("has a broken directory");
        }
        directory.skip(4);
        int flags = directory.u16();
        int method = directory.u16();
        directory.skip(8);
        long stored = directory.u32();
        long bytes = directory.u32();
        int nameBytes = directory.u16();
        int extraBytes = directory.u16();
        int commentBytes = directory.u16();
        directory.skip(8);
        long local = directory.u32();
        String name = new String(directory.bytes(nameBytes), StandardCharsets.UTF_8);
        long[] wide = {bytes, stored, local};
        readExtra(directory, extraBytes, wide);
        directory.skip(commentBytes);
        boolean plain = method == 0 && (flags & 1) == 0 && wide[0] == wide[1];
        long position = locate(name, wide[2], wide[1], dataEnd);
        if (entries.put(name, new Entry(position, wide[1], plain)) != null) {
            throw broken("holds " + Problem.quote(name) + " twice");
        }
    }

    /** Sizes and offset that need 64 bits stand in an extension, in this order, each only if its field is full. */
    private static void readExtra(Cursor directory, int extraBytes, long[] sizesAndOffset) {
        long outer = directory.enter(extraBytes);
        while (directory.remaining() >= 4) {
            int kind = directory.u16();
            long inner = directory.enter(directory.u16());
            for (int i = 0; kind == EXTENSION_64 && i < sizesAndOffset.length; i++) {
                if (sizesAndOffset[i] == IN_EXTENSION) {
                    sizesAndOffset[i] = directory.i64();
                }
            }
            directory.leave(inner);
        }
        directory.leave(outer);
    }

    private long locate(String name, long local, long bytes, long dataEnd) {
        if (local < 0 || local > dataEnd || at(file, local).i32() != LOCAL) {
            throw broken("has no entry " + Problem.quote(name) + " where its directory says");
        }
        Cursor lengths = at(file, local + 26);
        long position = local + 30 + lengths.u16() + lengths.u16();
        if (bytes < 0 || position > dataEnd || bytes > dataEnd - position) {
            throw broken("is too short for its entry " + Problem.quote(name) + " of " + bytes + " bytes");
        }
        return position;
    }

    private static Cursor at(FileBytes file, long position) {
        return new Cursor(file, "weights.zip", position, file.size());
    }

    private InputException broken(String what) {
        return file.wrong(
                "weights.zip",
                "as a zip file it " + what,
                "a zip file as torch.save writes it",
                "the file was cut or changed; fetch it again");
    }
}
