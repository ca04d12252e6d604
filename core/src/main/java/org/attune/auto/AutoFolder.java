// SPDX-License-Identifier: Apache-2.0
package org.attune.auto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.attune.run.AtomicFile;
import org.attune.run.LockFile;
import org.attune.run.RunFolders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The output: the question in {@code auto.json}, with the choices once they are made, beside {@code search.yaml}. */
public final class AutoFolder implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;
    private final LockFile lock;

    private AutoFolder(Path folder, LockFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder, or opens that of the same question.
     *
     * @param fresh moves what is there to NAME.1, or the next free number; never deletes
     * @throws InputException where it holds anything else, or another process works on it
     */
    static AutoFolder open(Path output, String key, boolean fresh) {
        Path folder = output.toAbsolutePath().normalize();
        try {
            Optional<JsonNode> there = read(folder.resolve("auto.json"));
            if (fresh && there.isPresent()) {
                LockFile.acquire(folder).close(); // nobody works on it
                RunFolders.move(folder);
                there = Optional.empty();
            }
            there.map(node -> node.path("asked").asString(""))
                    .filter(asked -> !asked.equals(key))
                    .ifPresent(asked -> {
                        throw new InputException(
                                "auto.another",
                                output.toString(),
                                "it holds the answer to another question: " + asked,
                                "a folder goes on with its own question alone; this one is: " + key,
                                "choose another --out, or add --fresh, which moves it aside");
                    });
            if (there.isEmpty() && Files.isDirectory(folder) && holdsSomething(folder)) {
                throw new InputException(
                        "output.not-empty",
                        output.toString(),
                        "the folder holds something else",
                        "--out is a new folder, an empty one, or the same question's",
                        "choose another --out");
            }
            Files.createDirectories(folder);
            LockFile lock = LockFile.acquire(folder);
            if (there.isEmpty()) {
                AtomicFile.write(
                        folder.resolve("auto.json"),
                        MAPPER.createObjectNode().put("asked", key).toString() + "\n");
            }
            return new AutoFolder(output, lock);
        } catch (IOException e) {
            throw AtomicFile.failed(folder, e);
        }
    }

    private static boolean holdsSomething(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.anyMatch(file -> !file.endsWith("lock"));
        }
    }

    private static Optional<JsonNode> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(MAPPER.readTree(Files.readString(file))) : Optional.empty();
        } catch (IOException | JacksonException torn) {
            return Optional.empty();
        }
    }

    Path folder() {
        return folder;
    }

    /** The recipe that is searched. */
    public Path recipe() {
        return folder.resolve("search.yaml");
    }

    /** What was decided before; empty where it is not all decided. */
    Optional<JsonNode> decided() {
        return read(folder.resolve("auto.json")).filter(node -> node.has("choices") && Files.exists(recipe()));
    }

    /** The recipe first: without its choices it is written again. */
    void decide(String key, String recipe, List<String> choices, double seconds) {
        AtomicFile.write(recipe(), recipe);
        ObjectNode node = MAPPER.createObjectNode().put("asked", key);
        choices.forEach(node.putArray("choices")::add);
        node.put("seconds", seconds);
        AtomicFile.write(
                folder.resolve("auto.json"),
                MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node) + "\n");
    }

    @Override
    public void close() {
        lock.close();
    }
}
