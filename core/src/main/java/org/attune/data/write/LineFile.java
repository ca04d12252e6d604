// SPDX-License-Identifier: Apache-2.0
package org.attune.data.write;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.attune.run.AtomicFile;

/** A file of lines that is written once, with its hash. */
public final class LineFile implements Closeable {

    private final Path path;
    private final DigestOutputStream digest;
    private final OutputStream out;
    private long lines;

    public LineFile(Path path) {
        this.path = path;
        try {
            this.digest = new DigestOutputStream(Files.newOutputStream(path), sha256());
            this.out = new BufferedOutputStream(digest, 1 << 16);
        } catch (IOException e) {
            throw AtomicFile.failed(path, e);
        }
    }

    /** Pieces one after another, and an end of line. */
    public void line(byte[]... pieces) {
        try {
            for (byte[] piece : pieces) {
                out.write(piece);
            }
            out.write('\n');
            lines++;
        } catch (IOException e) {
            throw AtomicFile.failed(path, e);
        }
    }

    public void line(String text) {
        line(text.getBytes(StandardCharsets.UTF_8));
    }

    public long lines() {
        return lines;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw AtomicFile.failed(path, e);
        }
    }

    /** Of the whole file, once it is closed; asked for once. */
    public String sha256Hex() {
        return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
