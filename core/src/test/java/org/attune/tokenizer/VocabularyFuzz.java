// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.attune.fuzz.ByteMutation;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;
import org.attune.fuzz.JsonMutation;
import org.attune.fuzz.LineMutation;
import tools.jackson.databind.JsonNode;

/**
 * Model directories before tokenizer.json (vocab.txt; vocab.json and merges.txt; a SentencePiece model; a list of pieces), one
 * file broken. An input is called by its directory and file.
 */
public final class VocabularyFuzz implements FuzzKind {

    private static final List<String> PIECES = List.of(
            "\n", "\r\n", "##", "[UNK]\n", "\u0120", "\u2581", " ", "\u2028", "#version: 0.2\n", "\ud83d\ude00");

    private static final List<String> FIELDS =
            List.of("", "a", "[UNK]", "##", "\u0120\u0120", "x".repeat(300), "\u0000");

    private static final List<String> GOLDENS = List.of(
            "bert-uncased",
            "roberta-merges",
            "xlm-roberta",
            "llama-legacy",
            "llama-first",
            "gemma",
            "t5",
            "qwen2",
            "gpt2");

    private static final String OF = "--";

    /** The sound directories by name. */
    private final Map<String, Map<String, byte[]>> directories = new TreeMap<>();

    public VocabularyFuzz() {
        for (String golden : GOLDENS) {
            Map<String, byte[]> files = new TreeMap<>();
            for (Map.Entry<String, JsonNode> file :
                    Golden.json(golden).path("files").properties()) {
                String content = file.getValue().stringValue();
                files.put(
                        file.getKey(),
                        file.getKey().endsWith(".model")
                                ? Base64.getDecoder().decode(content)
                                : content.getBytes(StandardCharsets.UTF_8));
            }
            directories.put(golden, files);
        }
        byte[] list = PieceLists.llama().toString().getBytes(StandardCharsets.UTF_8);
        directories.put("pieces", Map.of("tok_vocab.json", list));
    }

    @Override
    public String name() {
        return "vocabulary";
    }

    @Override
    public FuzzInput input(Random random) {
        String directory = List.copyOf(directories.keySet()).get(random.nextInt(directories.size()));
        String file = List.copyOf(new TreeMap<>(sound(directory)).keySet())
                .get(random.nextInt(sound(directory).size()));
        byte[] whole = Objects.requireNonNull(sound(directory).get(file));
        boolean bytes = random.nextInt(3) == 0 || file.endsWith(".model");
        byte[] broken = bytes
                ? new ByteMutation(random, PIECES).of(whole)
                : file.endsWith(".json")
                        ? new JsonMutation(random).of(whole)
                        : new LineMutation(random, " ", FIELDS).of(whole);
        return new FuzzInput(directory + OF + file, broken);
    }

    @Override
    public void use(FuzzInput input, Path folder) throws IOException {
        String[] names = input.file().split(OF, 2);
        Path directory = Files.createDirectories(folder.resolve("of-" + input.file()));
        for (Map.Entry<String, byte[]> file : sound(names[0]).entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
        Files.write(directory.resolve(names[1]), input.bytes());
        Hostile.use(() -> TextTokenizer.open(directory), new Random(Arrays.hashCode(input.bytes())));
    }

    private Map<String, byte[]> sound(String directory) {
        return directories.getOrDefault(directory, Map.of());
    }
}
