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
import org.attune.distributed.Peers;
import org.attune.run.StopSignal;
import tools.jackson.databind.json.JsonMapper;

/** Arguments: FOLDER RESULTS MEGABYTES STEPS. */
public final class FlatMemory {

    private static final int CHARACTERS = 1_000;
    private static final long ROW = 1_056; // bytes of a row, with its label and JSON
    private static final long SEED = 7;

    private FlatMemory() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path results = Files.createDirectories(Path.of(arguments[1]));
        int rows = Math.toIntExact(Long.parseLong(arguments[2]) * (1 << 20) / ROW);
        long steps = Long.parseLong(arguments[3]);
        Path model = model(Files.createDirectories(folder.resolve("model")));
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("java", System.getProperty("java.runtime.version"));
        found.put("most_heap_mb", Runtime.getRuntime().maxMemory() >> 20);
        found.put("costs", new Costs(folder, model).measure());
        Path data = folder.resolve("rows-" + rows + ".jsonl");
        if (!Files.exists(data)) {
            Rows.write(data, rows, SEED, CHARACTERS);
        }
        found.put("rows", rows);
        found.put("data_bytes", Files.size(data));
        try (Samples samples = new Samples(steps)) {
            Recipe recipe = recipe(model, data, folder.resolve("runs/flat"), steps);
            FineTune.run(recipe, new RunOptions(true, false), Peers.single(), samples, new StopSignal());
            found.put("by_step", samples.byStep());
            found.put("by_second", samples.bySecond());
        }
        Files.writeString(
                results.resolve("scale.json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(found) + "\n");
        Files.writeString(results.resolve("scale.svg"), new ScalePlot(found).svg());
        System.out.println("written to " + results);
    }

    static Recipe recipe(Path model, Path data, Path output, long steps) {
        return Recipe.fromYaml("""
                model: {base: '%s', init: random}
                data: {train: '%s', validation: 0.01, max_length: 128}
                training: {epochs: 1000, max_steps: %d, batch_size: 4, learning_rate: 0.001, threads: 2}
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
