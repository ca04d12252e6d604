// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.prepare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.attune.data.Tables;
import org.attune.problem.InputException;
import org.attune.run.AtomicFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results of steps, each in a folder that its key names. A folder appears whole; two processes that make the same one at once make it twice,
 * and one of them is kept.
 */
final class PreparedFolders {

    /** Raised with any change of what a step makes of the same rows. */
    private static final String FORMAT = "1";

    private final Path root;
    private String key;

    /** @param sources what says which files the steps begin with */
    PreparedFolders(Path root, String sources) {
        this.root = root;
        String version = PreparedFolders.class.getPackage().getImplementationVersion();
        this.key = hash(FORMAT + " " + version + "\n" + sources);
    }

    /**
     * The folder of the next step.
     *
     * @param step what decides its result besides what it is done to
     * @param make fills a folder that does not exist yet
     * @throws InputException where somebody has changed the files of the folder
     */
    Path next(String step, Consumer<Path> make) {
        key = hash(key + "\n" + step);
        Path folder = root.resolve(key.substring(0, 16));
        if (!Files.isDirectory(folder)) {
            Path made = root.resolve(folder.getFileName() + "." + UUID.randomUUID());
            make.accept(made);
            keep(made, folder);
        }
        check(folder);
        return folder;
    }

    /** The file of a part, whatever its form. */
    static String file(Path folder, String name) {
        Path csv = folder.resolve(name + ".csv");
        return (Files.exists(csv) ? csv : folder.resolve(name + ".jsonl")).toString();
    }

    private static void keep(Path made, Path folder) {
        try {
            Files.move(made, folder);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw AtomicFile.failed(folder, e);
            }
            discard(made);
        }
    }

    private static void discard(Path made) {
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(made);
        } catch (IOException e) {
            throw AtomicFile.failed(made, e);
        }
    }

    /** What is learnt from is what was made. */
    private static void check(Path folder) {
        try {
            JsonNode output = JsonMapper.shared()
                    .readTree(Files.readString(folder.resolve("manifest.json")))
                    .path("output");
            if (output.has("file")) {
                check(
                        folder,
                        output.path("file").asString(""),
                        output.path("sha256").asString(""));
                return;
            }
            for (Map.Entry<String, JsonNode> part : output.properties()) {
                check(folder, part.getKey(), part.getValue().asString(""));
            }
        } catch (IOException e) {
            throw AtomicFile.failed(folder, e);
        }
    }

    private static void check(Path folder, String file, String sha256) {
        String path = folder.resolve(file).toString();
        if (!Tables.sha256(List.of(path), null).containsValue(sha256)) {
            throw new InputException(
                    "data.prepared-changed",
                    path,
                    "it is not what the step wrote",
                    "prepared data are used again as they are",
                    "remove the folder " + folder + ", and it is made anew");
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
