// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;
import tools.jackson.databind.JsonNode;

/** The files of a model directory that say how it reads text, held in memory so that they can be saved as they were. */
record ModelFiles(String directory, Map<String, byte[]> contents) {

    static final String CONFIG = "tokenizer_config.json";
    static final String SPECIAL = "special_tokens_map.json";
    private static final String ADDED = "added_tokens.json";
    private static final String MODEL_CONFIG = "config.json";
    private static final String TOKENIZER_CLASS = "tokenizer_class";

    private static final List<String> KEPT = List.of(
            TokenizerJson.NAME,
            CONFIG,
            SPECIAL,
            ADDED,
            "vocab.txt",
            "vocab.json",
            "merges.txt",
            XlmRobertaVocabulary.FILE,
            "spiece.model",
            "tokenizer.model",
            "chat_template.jinja");

    private static final long LARGEST = 128L << 20;

    static ModelFiles read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw missing(directory.toString(), Files.exists(directory) ? "a file" : "nothing");
        }
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (String name : KEPT) {
            read(directory, name, contents);
        }
        read(directory, MODEL_CONFIG, contents);
        readPieceLists(directory, contents);
        return new ModelFiles(directory.toString(), contents);
    }

    private static void readPieceLists(Path directory, Map<String, byte[]> contents) {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.endsWith(PieceListVocabulary.ENDING))
                    .sorted()
                    .forEach(name -> read(directory, name, contents));
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static InputException unreadable(Path file, IOException e) {
        return new InputException(
                "tokenizer.unreadable", file.toString(), e.toString(), "the file can be read", "check its permissions");
    }

    private static void read(Path directory, String name, Map<String, byte[]> contents) {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new InputException(
                        "tokenizer.unreadable",
                        file.toString(),
                        Files.size(file) + " bytes",
                        "a tokenizer's file has at most " + LARGEST + " bytes",
                        "get the file again from where the model came from");
            }
            contents.put(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** With other bytes for a file. */
    ModelFiles with(String name, byte[] bytes) {
        Map<String, byte[]> changed = new LinkedHashMap<>(contents);
        changed.put(name, bytes);
        return new ModelFiles(directory, changed);
    }

    boolean has(String name) {
        return contents.containsKey(name);
    }

    /** How messages name a file. */
    String where(String name) {
        return directory + "/" + name;
    }

    byte[] bytes(String name) {
        byte[] bytes = contents.get(name);
        return bytes == null ? new byte[0] : bytes;
    }

    /** A JSON file; an empty object where there is none. */
    JsonNode json(String name) {
        return has(name)
                ? TokenizerJson.parse(bytes(name), where(name))
                : TokenizerJson.mapper().createObjectNode();
    }

    /** The tokenizer class or model type that the configuration files name, without its ending; empty where none does. */
    String family() {
        String named = json(CONFIG).path(TOKENIZER_CLASS).asString("");
        String family = named.replaceAll("Tokenizer(Fast)?$", "");
        return family.isEmpty() || family.equals("PreTrained")
                ? json(MODEL_CONFIG).path("model_type").asString("")
                : family;
    }

    /** tokenizer.json as it is, or made out of the older files. */
    byte[] tokenizerJson() {
        if (has(TokenizerJson.NAME)) {
            return bytes(TokenizerJson.NAME);
        } else if (has(ADDED) && !addedAreConfigured()) {
            throw missing(directory, ADDED + " without a tokenizer.json and not repeated in " + CONFIG);
        } else if (has("vocab.txt")) {
            return BertVocabulary.tokenizerJson(this);
        } else if (has("vocab.json") && has("merges.txt")) {
            return MergesVocabulary.tokenizerJson(this);
        } else if (has(XlmRobertaVocabulary.FILE)) {
            return XlmRobertaVocabulary.tokenizerJson(this);
        }
        for (String file : SentencePieceVocabulary.FILES) {
            if (has(file)) {
                return SentencePieceVocabulary.tokenizerJson(this, file);
            }
        }
        List<String> lists = contents.keySet().stream()
                .filter(name -> name.endsWith(PieceListVocabulary.ENDING))
                .toList();
        if (lists.size() == 1) {
            return PieceListVocabulary.tokenizerJson(this, lists.get(0));
        }
        String found = contents.keySet().stream()
                .filter(name -> !name.endsWith(".json") || name.equals("vocab.json") || lists.contains(name))
                .reduce((a, b) -> a + ", " + b)
                .orElse("none of them");
        throw missing(directory, found);
    }

    /** BERT's and XLM-RoBERTa's files are read without configured tokens. */
    private boolean addedAreConfigured() {
        return !has("vocab.txt")
                && !has(XlmRobertaVocabulary.FILE)
                && ConfiguredTokens.of(this).cover(json(ADDED));
    }

    static InputException missing(String directory, String found) {
        return new InputException(
                "tokenizer.missing",
                directory,
                found,
                "a model directory has tokenizer.json, or vocab.txt (BERT), or vocab.json and merges.txt (RoBERTa, GPT-2,"
                        + " Qwen), or sentencepiece.bpe.model (XLM-RoBERTa), or tokenizer.model (Llama, Mistral, Gemma),"
                        + " or spiece.model (T5), or one file *_vocab.json (a list of pieces)",
                "in Python, AutoTokenizer.from_pretrained(...).save_pretrained(DIRECTORY) writes tokenizer.json");
    }

    /** Writes all of them but the model's own configuration. */
    void writeTo(Path target) {
        contents.forEach((name, bytes) -> {
            if (!name.equals(MODEL_CONFIG)) {
                write(target.resolve(name), bytes);
            }
        });
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new WorkException(
                    new Problem(
                            "tokenizer.write",
                            file.toString(),
                            e.toString(),
                            "the file can be written",
                            "check space and permissions"),
                    e);
        }
    }
}
