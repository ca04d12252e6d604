// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.run.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file that says that a folder is whole: {@code complete.json}, with size and SHA-256 of the others. */
final class Completeness {

    private static final String FILE = "complete.json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Completeness() {}

    /** Forces the named files to disk, then says so. */
    static void write(Path folder, List<String> names) throws IOException {
        Map<String, Object> files = new LinkedHashMap<>();
        for (String name : names) {
            Path file = folder.resolve(name);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            files.put(name, Map.of("bytes", Files.size(file), "sha256", sha256(file)));
        }
        Map<String, Object> all = Map.of("format", Checkpoints.FORMAT, "files", files);
        AtomicFile.write(folder.resolve(FILE), MAPPER.writeValueAsBytes(all));
    }

    /** Whether the folder is whole and its files are the ones that were written. */
    static boolean holds(Path folder) {
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(folder.resolve(FILE)));
            for (Map.Entry<String, JsonNode> entry : root.path("files").properties()) {
                Path file = folder.resolve(entry.getKey());
                if (Files.size(file) != entry.getValue().path("bytes").asLong()
                        || !sha256(file).equals(entry.getValue().path("sha256").asString(""))) {
                    return false;
                }
            }
            return root.path("format").asInt() == Checkpoints.FORMAT;
        } catch (IOException | JacksonException damaged) {
            return false;
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
