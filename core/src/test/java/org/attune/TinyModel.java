// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attune.config.ModelConfig;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;

/** A small world to tune in: model directories of every architecture with random weights, and rows that can be learnt. */
final class TinyModel {

    /** Architectures whose laws are tested on classification. */
    static final List<String> ARCHITECTURES = List.of("bert", "roberta", "distilbert", "modernbert", "llama", "gpt2");

    /** Architectures of images whose laws are tested; norms of all but the last couple the rows of a batch. */
    static final List<String> OF_IMAGES = List.of("resnet", "cifar-resnet", "vit");

    /** Those whose laws are tested on predicting the next token. */
    static final List<String> DECODERS = List.of("llama", "gpt2", "mistral", "qwen2", "qwen3", "gemma2", "gemma3_text");

    private static final List<String> WORDS = List.of(
            "where",
            "is",
            "my",
            "order",
            "refund",
            "money",
            "back",
            "please",
            "broken",
            "screen",
            "it",
            "does",
            "not",
            "work",
            "parcel",
            "late",
            "when",
            "will",
            "arrive",
            "pay",
            "card",
            "the",
            "a",
            "i",
            "want",
            "to",
            "return",
            "this",
            "thanks",
            "help",
            "now",
            "again",
            "box",
            "empty",
            "still",
            "waiting",
            "for",
            "delivery",
            "today");

    private static final Map<String, List<String>> TOPICS = Map.of(
            "status", List.of("where", "order", "parcel", "late", "arrive", "delivery"),
            "refund", List.of("refund", "money", "back", "return", "pay", "card"),
            "damage", List.of("broken", "screen", "not", "work", "box", "empty"));

    private static final List<String> LABELS = List.of("damage", "refund", "status");

    private TinyModel() {}

    /** A directory with configuration and vocabulary and without weights: for {@code init: random}. */
    static Path write(Path folder, String architecture) throws IOException {
        Files.createDirectories(folder);
        List<String> vocabulary = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        vocabulary.addAll(WORDS);
        Files.writeString(folder.resolve("vocab.txt"), String.join("\n", vocabulary) + "\n");
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"tokenizer_class\":\"BertTokenizer\",\"do_lower_case\":true,\"model_max_length\":32}");
        Files.writeString(folder.resolve("config.json"), config(architecture, vocabulary.size()));
        return folder;
    }

    /** The same with random weights of this architecture, as one that was trained before: of a decoder with its last layer. */
    static Path pretrained(Path folder, String architecture) throws IOException {
        write(folder, architecture);
        boolean decoder = DECODERS.contains(architecture);
        HeadRequest.Kind kind = decoder ? HeadRequest.Kind.LANGUAGE : HeadRequest.Kind.SEQUENCE;
        HeadRequest request = new HeadRequest(kind, 3, Pooling.AUTO, Init.RANDOM, false, OptionalDouble.empty());
        try (Scope scope = Scope.open();
                Base base = ModelImport.open(random(folder))) {
            Model model = base.build(request, Placement.cpu(Precision.FP32), 11);
            Map<String, Tensor> encoder = new LinkedHashMap<>();
            model.parameters().all().stream()
                    .filter(parameter -> decoder || !model.isHead(parameter.name()))
                    .forEach(parameter -> encoder.put(parameter.name(), parameter.full()));
            SafetensorsWriter.create().file(folder.resolve("weights.safetensors"), TensorSource.of(encoder));
        }
        Files.move(
                folder.resolve("weights.safetensors"),
                folder.resolve("model.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }

    private static ModelConfig random(Path folder) {
        return new ModelConfig(folder.toString(), Optional.empty(), Pooling.AUTO, Init.RANDOM);
    }

    private static String config(String architecture, int vocabulary) {
        return switch (architecture) {
            case "distilbert" -> """
                    {"model_type":"distilbert","vocab_size":%d,"dim":16,"n_layers":2,"n_heads":2,"hidden_dim":32,
                     "max_position_embeddings":40,"dropout":0.1,"attention_dropout":0.1,"seq_classif_dropout":0.2,
                     "activation":"gelu","initializer_range":0.2,"pad_token_id":0}""".formatted(vocabulary);
            case "modernbert" -> """
                    {"model_type":"modernbert","vocab_size":%d,"hidden_size":16,"num_hidden_layers":3,
                     "num_attention_heads":2,"intermediate_size":24,"max_position_embeddings":40,"local_attention":6,
                     "global_attn_every_n_layers":2,"global_rope_theta":160000.0,"local_rope_theta":10000.0,
                     "attention_dropout":0.1,"embedding_dropout":0.1,"mlp_dropout":0.1,"classifier_dropout":0.1,
                     "classifier_pooling":"mean","initializer_range":0.2,"pad_token_id":0,"hidden_activation":"gelu"}""".formatted(vocabulary);
            case "resnet" -> """
                    {"model_type":"resnet","embedding_size":8,"hidden_sizes":[8,16],"depths":[1,1],
                     "layer_type":"bottleneck"}""";
            case "cifar-resnet" -> """
                    {"model_type":"cifar-resnet","width":4,"depths":[1,1,1]}""";
            case "vit" -> """
                    {"model_type":"vit","hidden_size":16,"num_hidden_layers":2,"num_attention_heads":2,
                     "intermediate_size":24,"image_size":16,"patch_size":8,"hidden_dropout_prob":0.1,
                     "attention_probs_dropout_prob":0.1,"initializer_range":0.2}""";
            case "llama" -> """
                    {"model_type":"llama","vocab_size":%d,"hidden_size":16,"num_hidden_layers":2,
                     "num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":24,"max_position_embeddings":40,
                     "attention_dropout":0.1,"initializer_range":0.2,"pad_token_id":0,"rope_theta":100.0,
                     "tie_word_embeddings":true}""".formatted(vocabulary);
            case "mistral" -> decoder("mistral", vocabulary, """
                    "sliding_window":5,"tie_word_embeddings":false""");
            case "qwen2" -> decoder("qwen2", vocabulary, """
                    "use_sliding_window":true,"max_window_layers":1,"sliding_window":5,"tie_word_embeddings":true""");
            case "qwen3" -> decoder("qwen3", vocabulary, """
                    "head_dim":6,"tie_word_embeddings":true,"rope_parameters":{"rope_type":"yarn","factor":4.0,"rope_theta":100.0,
                     "original_max_position_embeddings":8}""");
            case "gemma2" -> decoder("gemma2", vocabulary, """
                    "head_dim":4,"query_pre_attn_scalar":10,"attn_logit_softcapping":1.5,
                     "final_logit_softcapping":2.0,"sliding_window":5""");
            case "gemma3_text" -> decoder("gemma3_text", vocabulary, """
                    "head_dim":4,"query_pre_attn_scalar":10,"sliding_window":5,
                     "layer_types":["sliding_attention","full_attention"]""");
            case "gpt2" -> """
                    {"model_type":"gpt2","vocab_size":%d,"n_embd":16,"n_layer":2,"n_head":2,"n_positions":40,
                     "attn_pdrop":0.1,"embd_pdrop":0.1,"resid_pdrop":0.1,"initializer_range":0.2,
                     "pad_token_id":0}""".formatted(vocabulary);
            default -> """
                    {"model_type":"%s","vocab_size":%d,"hidden_size":16,"num_hidden_layers":2,"num_attention_heads":2,
                     "intermediate_size":32,"max_position_embeddings":40,"type_vocab_size":2,"hidden_act":"gelu",
                     "hidden_dropout_prob":0.1,"attention_probs_dropout_prob":0.1,"initializer_range":0.2,
                     "layer_norm_eps":1e-12,"pad_token_id":%d}""".formatted(architecture, vocabulary, architecture.equals("bert") ? 0 : 1);
        };
    }

    /** With grouped heads and what sets its type apart. */
    private static String decoder(String type, int vocabulary, String own) {
        return """
                {"model_type":"%s","vocab_size":%d,"hidden_size":16,"num_hidden_layers":2,"num_attention_heads":4,
                 "num_key_value_heads":2,"intermediate_size":24,"max_position_embeddings":40,"attention_dropout":0.1,
                 "initializer_range":0.2,"pad_token_id":0,%s}""".formatted(type, vocabulary, own);
    }

    /** A CSV of messages of three kinds, of very different lengths. */
    static Path rows(Path file, int count, long seed) throws IOException {
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int row = 0; row < count; row++) {
            String label = label(row);
            csv.append(String.join(" ", message(label, KeyedRandom.key(seed, row))))
                    .append(',')
                    .append(label)
                    .append('\n');
        }
        Files.writeString(file, csv);
        return file;
    }

    /** The same with a number for each kind, and a little more for each word. */
    static Path values(Path file, int count, long seed) throws IOException {
        StringBuilder csv = new StringBuilder("text,label\n");
        for (int row = 0; row < count; row++) {
            List<String> words = message(label(row), KeyedRandom.key(seed, row));
            double value = row % LABELS.size() + words.size() / 100.0;
            csv.append(String.join(" ", words)).append(',').append(value).append('\n');
        }
        Files.writeString(file, csv);
        return file;
    }

    /** Two messages, and how alike they are: 4 of one kind, and a little less for each word more of one. */
    static Path pairs(Path file, int count, long seed) throws IOException {
        StringBuilder csv = new StringBuilder("text,text_pair,label\n");
        for (int row = 0; row < count; row++) {
            List<String> words = message(label(row), KeyedRandom.key(seed, row));
            List<String> other = message(label(row / 2), KeyedRandom.key(seed, count + row));
            double value = (label(row).equals(label(row / 2)) ? 4 : 1) - Math.abs(words.size() - other.size()) / 10.0;
            csv.append(String.join(" ", words))
                    .append(',')
                    .append(String.join(" ", other))
                    .append(',')
                    .append(value)
                    .append('\n');
        }
        Files.writeString(file, csv);
        return file;
    }

    /** The same in two parts: what is said before, and what is to be said next. */
    static Path prompts(Path file, int count, long seed) throws IOException {
        StringBuilder csv = new StringBuilder("prompt,completion\n");
        for (int row = 0; row < count; row++) {
            List<String> words = message(label(row), KeyedRandom.key(seed, row));
            int said = 1 + words.size() / 3;
            csv.append(String.join(" ", words.subList(0, said)))
                    .append(',')
                    .append(String.join(" ", words.subList(said, words.size())))
                    .append('\n');
        }
        Files.writeString(file, csv);
        return file;
    }

    /** The same as sentences in the format of CoNLL, in which the words that tell of a topic are its entities. */
    static Path tags(Path file, int count, long seed) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < count; row++) {
            for (String word : message(label(row), KeyedRandom.key(seed, row))) {
                String tag = LABELS.stream()
                        .filter(label -> topic(label).contains(word))
                        .map(label -> "B-" + label)
                        .findFirst()
                        .orElse("O");
                lines.append(word).append('\t').append(tag).append('\n');
            }
            lines.append('\n');
        }
        Files.writeString(file, lines);
        return file;
    }

    private static String label(int row) {
        return LABELS.get(row % LABELS.size());
    }

    private static List<String> topic(String label) {
        return TOPICS.getOrDefault(label, List.of());
    }

    private static List<String> message(String label, long key) {
        int length = 3 + (int) (KeyedRandom.uniform(key, 0) * 18);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            boolean telling = KeyedRandom.uniform(key, 2 * i + 1) < 0.4;
            List<String> from = telling ? topic(label) : WORDS;
            words.add(from.get((int) (KeyedRandom.uniform(key, 2 * i + 2) * from.size())));
        }
        return words;
    }
}
