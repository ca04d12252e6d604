// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Sub-seeds of a run by name, so that adding a random draw somewhere changes no other. A sub-seed is the first eight
 * bytes, big-endian, of SHA-256 over {@code attune-seed-1}, a zero byte, the run's seed as eight big-endian bytes, the
 * name in UTF-8, a zero byte, and the index as eight big-endian bytes. It never changes between versions.
 */
public record Seeds(long seed) {

    private static final byte[] DOMAIN = "attune-seed-1\0".getBytes(StandardCharsets.UTF_8);

    public long named(String name) {
        return named(name, 0);
    }

    /** @param index of an epoch, a trial or a fold */
    public long named(String name, long index) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(DOMAIN);
            sha.update(bytes(seed));
            sha.update(name.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            sha.update(bytes(index));
            return ByteBuffer.wrap(sha.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
