// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Whether a file is what its tag says: SHA-256 of the content, or SHA-1 of it as a git blob. */
final class ContentHash {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern GIT_BLOB = Pattern.compile("[0-9a-f]{40}");

    private ContentHash() {}

    /** Other tags (of mirrors) say nothing of the content. */
    static boolean canTell(String etag) {
        return SHA_256.matcher(etag).matches() || GIT_BLOB.matcher(etag).matches();
    }

    /** Reads the whole file; true where the tag cannot tell. */
    static boolean matches(Path file, String etag) throws IOException {
        if (!canTell(etag)) {
            return true;
        }
        MessageDigest digest = digest(SHA_256.matcher(etag).matches() ? "SHA-256" : "SHA-1");
        if (!SHA_256.matcher(etag).matches()) {
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(etag);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
