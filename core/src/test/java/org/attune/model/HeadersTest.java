// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.problem.InputException;
import org.attune.weights.Checkpoint;
import org.attune.weights.DType;
import org.attune.weights.SharedData;
import org.attune.weights.TensorInfo;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names and shapes of published checkpoints: every weight of an encoder is found, every tensor is consumed or recognised. */
@Tag("slow")
@Tag("engine")
class HeadersTest {

    private static final Map<String, String> FAMILIES =
            Map.of("bert", "bert", "roberta", "roberta", "xlm-roberta", "xlm-roberta", "distilbert", "distilbert");

    private static final Pattern ROW = Pattern.compile("\\| ([a-zA-Z_0-9.]+) \\| \\(([0-9, ]+)\\) .*");

    /** Tensors that are described and never loaded. */
    record Described(Map<String, TensorInfo> tensors) implements Checkpoint {
        @Override
        public Tensor load(String name) {
            throw new AssertionError("a weight was read: " + name);
        }

        @Override
        public String sha256() {
            return "";
        }

        @Override
        public void close() {}
    }

    @Test
    void every_tensor_of_a_published_encoder_is_consumed_or_recognised() throws IOException {
        Map<String, Map<String, TensorInfo>> published = published();
        assertThat(published).hasSizeGreaterThan(15);
        published.forEach((name, tensors) -> check(name, FAMILIES.getOrDefault(family(name), name), tensors));
        assertThat(new TreeSet<>(
                        published.keySet().stream().map(HeadersTest::family).toList()))
                .isEqualTo(new TreeSet<>(FAMILIES.keySet()));
    }

    private static void check(String name, String type, Map<String, TensorInfo> tensors) {
        Base base = new Base(
                name,
                ArchitectureConfig.of(config(type, tensors).getBytes(StandardCharsets.UTF_8), name),
                TinyTokenizer.open(),
                new Described(tensors),
                new FolderSettings(null, Pooling.AUTO, Optional.empty(), ModelJson.empty(), null));
        HeadRequest request = new HeadRequest(
                HeadRequest.Kind.SEQUENCE, 2, Pooling.AUTO, Init.PRETRAINED, false, OptionalDouble.empty());
        Map<String, TensorInfo> found = new LinkedHashMap<>(base.weights().tensors());
        String prefix = base.config().blueprint().names().prefix() + ".";
        for (Wanted wanted : base.plan(request).parameters()) {
            TensorInfo info = found.remove(wanted.name());
            if (wanted.name().startsWith(prefix) && !wanted.name().contains(".pooler.")) {
                assertThat(info).as(name + ": " + wanted.name()).isNotNull();
                assertThat(info.shape()).as(wanted.name()).isEqualTo(wanted.dimensions());
            }
        }
        assertThat(found.keySet()).as(name).allMatch(left -> Unused.of(left).known());
    }

    /** What config.json would say of tensors with these names; the number of heads does not show in them. */
    private static String config(String type, Map<String, TensorInfo> tensors) {
        boolean distil = type.equals("distilbert");
        long blocks = tensors.keySet().stream()
                .filter(name -> name.endsWith(distil ? "ffn.lin1.weight" : "intermediate.dense.weight"))
                .count();
        long[] words = shape(tensors, "word_embeddings.weight");
        long positions = shape(tensors, "position_embeddings.weight")[0];
        long inner = shape(tensors, distil ? "ffn.lin1.weight" : "intermediate.dense.weight")[0];
        long types = distil ? 0 : shape(tensors, "token_type_embeddings.weight")[0];
        String keys = distil
                ? "\"dim\": %d, \"n_layers\": %d, \"n_heads\": 2, \"hidden_dim\": %d"
                : "\"hidden_size\": %d, \"num_hidden_layers\": %d, \"num_attention_heads\": 2, \"intermediate_size\": %d, "
                        + "\"type_vocab_size\": " + types;
        return String.format(
                "{\"model_type\": \"%s\", \"vocab_size\": %d, \"max_position_embeddings\": %d, " + keys + "}",
                type,
                words[0],
                positions,
                words[1],
                blocks,
                inner);
    }

    static long[] shape(Map<String, TensorInfo> tensors, String ending) {
        return tensors.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(ending))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + ending))
                .getValue()
                .shape();
    }

    private static Map<String, Map<String, TensorInfo>> published() throws IOException {
        Map<String, Map<String, TensorInfo>> published = new LinkedHashMap<>();
        try (Stream<Path> folders = Files.list(SharedData.folder("data/headers"))) {
            for (Path folder : folders.sorted().toList()) {
                String name = folder.getFileName().toString();
                if (FAMILIES.containsKey(family(name)) && Files.exists(folder.resolve("tensors.tsv"))) {
                    published.put(name, traced(folder.resolve("tensors.tsv")));
                } else if (FAMILIES.containsKey(family(name)) && name.startsWith("table-")) {
                    published.put(name, table(folder));
                }
            }
        }
        return published;
    }

    private static String family(String name) {
        return name.contains("xlm-roberta")
                ? "xlm-roberta"
                : Pattern.compile("(traced-x-[a-z0-9]+_|traced-|table-)(distilbert|roberta|bert).*")
                        .matcher(name)
                        .replaceFirst("$2");
    }

    static Map<String, TensorInfo> traced(Path file) throws IOException {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t");
            if (cells.length >= 3 && !line.startsWith("#")) {
                DType type = cells[1].startsWith("int") ? DType.I64 : DType.F32;
                tensors.put(cells[0], new TensorInfo(cells[0], type, dimensions(cells[2])));
            }
        }
        return tensors;
    }

    static Map<String, TensorInfo> table(Path folder) throws IOException {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".md")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher row = ROW.matcher(line);
                    if (row.matches()) {
                        tensors.put(row.group(1), new TensorInfo(row.group(1), DType.F32, dimensions(row.group(2))));
                    }
                }
            }
        }
        return tensors;
    }

    private static long[] dimensions(String text) {
        return Arrays.stream(text.replaceAll("[^0-9,]", "").split(","))
                .filter(part -> !part.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @Test
    void every_published_configuration_is_read_or_refused_in_words() throws IOException {
        int read = 0;
        for (Path file : configurations()) {
            try {
                ArchitectureConfig config = ArchitectureConfig.read(file);
                assertThat(Architectures.modelTypes()).contains(config.modelType());
                read++;
            } catch (InputException e) {
                assertThat(e.problems()).isNotEmpty();
                String text = Files.readString(file);
                boolean served = Architectures.modelTypes().stream()
                        .anyMatch(type -> text.contains("\"model_type\": \"" + type + "\""));
                boolean quantized = e.problems().stream()
                        .anyMatch(problem -> problem.where().endsWith("quantization_config"));
                assertThat(served && !quantized)
                        .as(file + ": " + e.getMessage())
                        .isFalse();
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(20);
    }

    private static List<Path> configurations() throws IOException {
        try (Stream<Path> headers = Files.walk(SharedData.folder("data/headers"));
                Stream<Path> configs = Files.walk(SharedData.folder("data/hf_configs"))) {
            return Stream.concat(headers, configs)
                    .filter(path ->
                            path.endsWith("config.json") && !path.toString().contains("1_Pooling"))
                    .toList();
        }
    }
}
