// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of whole files, a megabyte at a time. */
final class Sha256 {

    private static final int BLOCK_BYTES = 1 << 20;

    private Sha256() {}

    /** Positional reads of a file. */
    interface Reads {
        void read(long position, ByteBuffer target);
    }

    static String of(long size, Reads file) {
        MessageDigest digest = digest();
        ByteBuffer block = ByteBuffer.allocateDirect((int) Math.min(BLOCK_BYTES, Math.max(1, size)));
        for (long position = 0; position < size; position += block.limit()) {
            block.clear().limit((int) Math.min(block.capacity(), size - position));
            file.read(position, block);
            digest.update(block.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
