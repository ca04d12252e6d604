// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pickles written by hand, opcode by opcode, and the files around them. */
final class PickleBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Opcodes and raw bytes, one char each. */
    PickleBytes raw(String opcodes) {
        bytes.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    PickleBytes text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return raw("X").i32(utf8.length).raw(new String(utf8, StandardCharsets.ISO_8859_1));
    }

    PickleBytes i32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }

    PickleBytes whole(int value) {
        return raw("J").i32(value);
    }

    PickleBytes global(String module, String name) {
        return raw("c" + module + "\n" + name + "\n");
    }

    /** A tensor of a storage under the key "0", with shape and strides given as whole numbers. */
    PickleBytes tensor(int storageElements, int offset, int[] sizes, int[] strides) {
        global("torch._utils", "_rebuild_tensor_v2").raw("((").text("storage");
        global("torch", "ByteStorage")
                .text("0")
                .text("cpu")
                .whole(storageElements)
                .raw("tQ")
                .whole(offset);
        tuple(sizes).tuple(strides);
        return raw("\u0089").global("collections", "OrderedDict").raw(")RtR");
    }

    private PickleBytes tuple(int[] values) {
        raw("(");
        for (int value : values) {
            whole(value);
        }
        return raw("t");
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** As the data.pkl of a zip file whose storage "0" counts up from zero. */
    Path zip(Path file, int storageBytes) throws IOException {
        byte[] data = new byte[storageBytes];
        for (int i = 0; i < storageBytes; i++) {
            data[i] = (byte) i;
        }
        return zip(file, toBytes(), data, ZipEntry.STORED);
    }

    static Path zip(Path file, byte[] pickle, byte[] data, int method) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "archive/data.pkl", pickle, method);
            entry(zip, "archive/data/0", data, method);
        }
        return file;
    }

    static void entry(ZipOutputStream zip, String name, byte[] content, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
