// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.attune.app.terminal.JsonText;

/** A BERT, or a Llama, of one block and 16 dimensions that knows the words of {@link TinyData}, as a Hugging Face directory. */
final class TinyModel {

    private static final int WIDTH = 16;
    private static final int INNER = 32;
    private static final int POSITIONS = 64;

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final Random random = new Random(7);

    private TinyModel() {}

    static Path in(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.json"), JsonText.pretty(config()));
            Files.writeString(folder.resolve("tokenizer.json"), JsonText.pretty(tokenizer()));
            Files.write(folder.resolve("model.safetensors"), new TinyModel().safetensors());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Llama of the same size and words, with an end-of-sequence token. */
    static Path decoderIn(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.json"), JsonText.pretty(decoderConfig()));
            Files.writeString(folder.resolve("tokenizer.json"), JsonText.pretty(tokenizer()));
            Files.writeString(
                    folder.resolve("tokenizer_config.json"), "{\"eos_token\": \"[SEP]\", \"pad_token\": \"[PAD]\"}");
            Files.write(folder.resolve("model.safetensors"), new TinyModel().decoder());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> decoderConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("architectures", List.of("LlamaForCausalLM"));
        config.put("model_type", "llama");
        config.put("hidden_size", WIDTH);
        config.put("num_hidden_layers", 1);
        config.put("num_attention_heads", 2);
        config.put("num_key_value_heads", 1);
        config.put("intermediate_size", INNER);
        config.put("max_position_embeddings", 8 * POSITIONS);
        config.put("vocab_size", vocabulary().size());
        config.put("tie_word_embeddings", true);
        config.put("pad_token_id", 0);
        config.put("eos_token_id", 3);
        return config;
    }

    private static List<String> vocabulary() {
        List<String> words = new java.util.ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        words.addAll(TinyData.WORDS);
        return words;
    }

    private static Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("architectures", List.of("BertModel"));
        config.put("model_type", "bert");
        config.put("hidden_size", WIDTH);
        config.put("num_hidden_layers", 1);
        config.put("num_attention_heads", 2);
        config.put("intermediate_size", INNER);
        config.put("hidden_act", "gelu");
        config.put("max_position_embeddings", POSITIONS);
        config.put("type_vocab_size", 2);
        config.put("vocab_size", vocabulary().size());
        config.put("pad_token_id", 0);
        return config;
    }

    private static Map<String, Object> tokenizer() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        vocabulary().forEach(word -> ids.put(word, ids.size()));
        List<Map<String, Object>> added = vocabulary().subList(0, 5).stream()
                .map(word -> Map.<String, Object>of(
                        "id",
                        ids.get(word),
                        "content",
                        word,
                        "single_word",
                        false,
                        "lstrip",
                        false,
                        "rstrip",
                        false,
                        "normalized",
                        false,
                        "special",
                        true))
                .toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", "1.0");
        all.put("added_tokens", added);
        all.put(
                "normalizer",
                Map.of("type", "BertNormalizer", "clean_text", true, "handle_chinese_chars", true, "lowercase", true));
        all.put("pre_tokenizer", Map.of("type", "BertPreTokenizer"));
        all.put(
                "post_processor",
                Map.of("type", "BertProcessing", "sep", List.of("[SEP]", 3), "cls", List.of("[CLS]", 2)));
        all.put("decoder", Map.of("type", "WordPiece", "prefix", "##", "cleanup", true));
        all.put(
                "model",
                Map.of(
                        "type",
                        "WordPiece",
                        "unk_token",
                        "[UNK]",
                        "continuing_subword_prefix",
                        "##",
                        "max_input_chars_per_word",
                        100,
                        "vocab",
                        ids));
        return all;
    }

    private byte[] safetensors() throws IOException {
        random("embeddings.word_embeddings.weight", vocabulary().size(), WIDTH);
        random("embeddings.position_embeddings.weight", POSITIONS, WIDTH);
        random("embeddings.token_type_embeddings.weight", 2, WIDTH);
        norm("embeddings.LayerNorm");
        String block = "encoder.layer.0.";
        for (String part : List.of("self.query", "self.key", "self.value", "output.dense")) {
            linear(block + "attention." + part, WIDTH, WIDTH);
        }
        norm(block + "attention.output.LayerNorm");
        linear(block + "intermediate.dense", INNER, WIDTH);
        linear(block + "output.dense", WIDTH, INNER);
        norm(block + "output.LayerNorm");
        linear("pooler.dense", WIDTH, WIDTH);
        return file();
    }

    private byte[] decoder() throws IOException {
        random("model.embed_tokens.weight", vocabulary().size(), WIDTH);
        String block = "model.layers.0.";
        tensor(block + "input_layernorm.weight", 1, 0, WIDTH);
        random(block + "self_attn.q_proj.weight", WIDTH, WIDTH);
        random(block + "self_attn.k_proj.weight", WIDTH / 2, WIDTH);
        random(block + "self_attn.v_proj.weight", WIDTH / 2, WIDTH);
        random(block + "self_attn.o_proj.weight", WIDTH, WIDTH);
        tensor(block + "post_attention_layernorm.weight", 1, 0, WIDTH);
        random(block + "mlp.gate_proj.weight", INNER, WIDTH);
        random(block + "mlp.up_proj.weight", INNER, WIDTH);
        random(block + "mlp.down_proj.weight", WIDTH, INNER);
        tensor("model.norm.weight", 1, 0, WIDTH);
        return file();
    }

    private byte[] file() throws IOException {
        byte[] json = JsonText.line(header).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        file.write(json);
        file.write(values.toByteArray());
        return file.toByteArray();
    }

    private void linear(String name, int out, int in) {
        random(name + ".weight", out, in);
        tensor(name + ".bias", 0, 0, out);
    }

    private void norm(String name) {
        tensor(name + ".weight", 1, 0, WIDTH);
        tensor(name + ".bias", 0, 0, WIDTH);
    }

    private void random(String name, int rows, int columns) {
        tensor(name, 0, 0.3, rows, columns);
    }

    private void tensor(String name, double mean, double deviation, int... shape) {
        int size = java.util.stream.IntStream.of(shape).reduce(1, Math::multiplyExact);
        ByteBuffer bytes = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            bytes.putFloat((float) (mean + deviation * random.nextGaussian()));
        }
        int begin = values.size();
        values.writeBytes(bytes.array());
        header.put(name, Map.of("dtype", "F32", "shape", shape, "data_offsets", List.of(begin, values.size())));
    }
}
