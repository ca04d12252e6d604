// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.FineTune;
import org.attune.RunOptions;
import org.attune.bench.data.Rows;
import org.attune.config.Recipe;
import org.attune.data.HeapShare;
import org.attune.distributed.Peers;
import org.attune.run.StopSignal;
import tools.jackson.databind.json.JsonMapper;

/** Arguments: FOLDER RESULTS MEGABYTES STEPS, or FOLDER RESULTS costs. */
public final class FlatMemory {

    private static final int CHARACTERS = 1_000;
    private static final long ROW = 1_056; // bytes of a row, with its label and JSON
    private static final long SEED = 7;

    private FlatMemory() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path results = Files.createDirectories(Path.of(arguments[1]));
        Path model = model(Files.createDirectories(folder.resolve("model")));
        Path file = results.resolve("scale.json");
        Map<String, Object> found = before(file);
        found.put("java", System.getProperty("java.runtime.version"));
        if (arguments[2].equals("costs")) {
            found.put("costs", new Costs(folder, model).measure());
        } else {
            found.put("memory", memory(folder, model, Long.parseLong(arguments[2]), Long.parseLong(arguments[3])));
        }
        Files.writeString(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(found) + "\n");
        Files.writeString(results.resolve("scale.svg"), ScalePlot.svg(found));
        System.out.println("written to " + results);
    }

    private static Map<String, Object> memory(Path folder, Path model, long megabytes, long steps) throws IOException {
        int rows = Math.toIntExact(megabytes * (1 << 20) / ROW);
        Path data = folder.resolve("rows-" + rows + ".jsonl");
        if (!Files.exists(data)) {
            Rows.write(data, rows, SEED, CHARACTERS);
        }
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("rows", rows);
        found.put("data_mb", Files.size(data) >> 20);
        found.put("most_heap_mb", Runtime.getRuntime().maxMemory() >> 20);
        found.put("heap_share_mb", HeapShare.bytes() >> 20);
        try (Samples samples = new Samples(steps)) {
            Recipe recipe = recipe(model, data, folder.resolve("runs/flat"), steps);
            FineTune.run(recipe, new RunOptions(true, false), Peers.single(), samples, new StopSignal());
            found.put("by_step", samples.byStep());
            found.put("by_second", samples.bySecond());
        }
        return found;
    }

    /** What was found before; the two parts are measured one after another. */
    private static Map<String, Object> before(Path file) throws IOException {
        Map<String, Object> found = new LinkedHashMap<>();
        if (Files.exists(file)) {
            Map<?, ?> read = JsonMapper.shared().readValue(file.toFile(), Map.class);
            read.forEach((key, value) -> found.put(String.valueOf(key), value));
        }
        return found;
    }

    static Recipe recipe(Path model, Path data, Path output, long steps) {
        return Recipe.fromYaml("""
                model: {base: '%s', init: random}
                data: {train: '%s', validation: 0.01, max_length: 128}
                training: {epochs: 1000, max_steps: %d, batch_size: 2, learning_rate: 0.001, threads: 2}
                evaluate: {every: 2000, max_rows: 1000}
                checkpoint: {every: 2000, keep: 1}
                output: '%s'
                """.formatted(model, data, steps, output));
    }

    /** A BERT of two thin blocks whose words are the syllables of the rows. */
    private static Path model(Path folder) throws IOException {
        List<String> words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        words.addAll(Rows.SYLLABLES);
        Rows.SYLLABLES.forEach(syllable -> words.add("##" + syllable));
        Files.write(folder.resolve("vocab.txt"), words);
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"tokenizer_class\":\"BertTokenizer\",\"do_lower_case\":true,\"model_max_length\":1024}");
        Files.writeString(folder.resolve("config.json"), """
                {"model_type":"bert","vocab_size":%d,"hidden_size":32,"num_hidden_layers":2,"num_attention_heads":2,
                 "intermediate_size":64,"max_position_embeddings":1024,"type_vocab_size":2}
                """.formatted(words.size()));
        return folder;
    }
}
