// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.attune.data.zstd.ZstdInputStream;

/** The bytes of a file, unpacked where they begin as gzip or Zstandard, and the hash of what lies on disk. */
final class SourceBytes implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final DigestInputStream disk;
    private final InputStream content;
    private final boolean packed;

    private SourceBytes(DigestInputStream disk, InputStream content, boolean packed) {
        this.disk = disk;
        this.content = content;
        this.packed = packed;
    }

    static SourceBytes open(Path file) throws IOException {
        DigestInputStream disk = new DigestInputStream(Files.newInputStream(file), sha256());
        try {
            InputStream packed = new BufferedInputStream(disk, BUFFER);
            byte[] start = peek(packed, 4);
            if (begins(start, 0x1f, 0x8b)) {
                return new SourceBytes(
                        disk, new BufferedInputStream(new GZIPInputStream(packed, BUFFER), BUFFER), true);
            }
            if (begins(start, 0x28, 0xb5, 0x2f, 0xfd)) {
                return new SourceBytes(disk, new BufferedInputStream(new ZstdInputStream(packed), BUFFER), true);
            }
            return new SourceBytes(disk, packed, false);
        } catch (IOException e) {
            disk.close();
            throw e;
        }
    }

    InputStream content() {
        return content;
    }

    boolean isPacked() {
        return packed;
    }

    /** The first bytes of the content, which stay to be read. */
    byte[] start(int count) throws IOException {
        return peek(content, count);
    }

    /** Reads what is left on disk, so that the hash covers the whole file. */
    String sha256OfFile() throws IOException {
        disk.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(disk.getMessageDigest().digest());
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }

    static boolean begins(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] peek(InputStream in, int count) throws IOException {
        in.mark(count);
        byte[] start = in.readNBytes(count);
        in.reset();
        return start;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
