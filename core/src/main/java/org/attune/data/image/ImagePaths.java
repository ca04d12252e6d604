// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Where the images of rows are. */
public final class ImagePaths {

    private ImagePaths() {}

    /**
     * Beside the data file that names it (in the folder, where that is the data), otherwise in the working directory.
     *
     * @param source the row's file
     */
    public static Path of(String source, String named) {
        try {
            Path own = Path.of(named);
            Path from = Path.of(source);
            Path beside = Files.isDirectory(from) ? from.resolve(own) : from.resolveSibling(own);
            return Files.exists(beside) || !Files.exists(own) ? beside : own;
        } catch (InvalidPathException e) {
            return Path.of("no-path");
        }
    }

    /** SHA-256 over the hashes of all files, in lower-case hexadecimal digits; a file that is not there counts as empty. */
    public static String sha256(List<Path> files) {
        MessageDigest all = digest();
        files.stream().parallel().map(ImagePaths::digest).toList().forEach(all::update);
        return HexFormat.of().formatHex(all.digest());
    }

    private static byte[] digest(Path file) {
        try {
            return digest().digest(Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0]);
        } catch (IOException e) {
            return new byte[0]; // said once it is decoded
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
