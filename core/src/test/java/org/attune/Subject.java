// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attune.config.Recipe;

/** What a law is tested on: an architecture, a method and a task. */
record Subject(String architecture, String method, String task) {

    /** Every architecture by full tuning and by LoRA, every method on an encoder and a decoder, every task on one encoder. */
    static Stream<Subject> all() {
        List<Subject> all = new ArrayList<>();
        for (String architecture : TinyModel.ARCHITECTURES) {
            all.add(new Subject(architecture, "full", "text-classification"));
            all.add(new Subject(architecture, "lora", "text-classification"));
        }
        all.add(new Subject("bert", "head", "text-classification"));
        all.add(new Subject("bert", "freeze", "text-classification"));
        all.add(new Subject("llama", "freeze", "causal-lm"));
        for (String task : List.of("text-regression", "token-classification")) {
            all.add(new Subject("bert", "full", task));
            all.add(new Subject("bert", "head", task));
            all.add(new Subject("bert", "lora", task));
        }
        for (String decoder : TinyModel.DECODERS) {
            all.add(new Subject(decoder, "full", "causal-lm"));
            all.add(new Subject(decoder, "lora", "causal-lm"));
        }
        all.add(new Subject("llama", "qlora", "causal-lm"));
        return all.stream();
    }

    /** Without the further decoders: what float64 proves once is not proven by three runs of each on every kind of processor. */
    static Stream<Subject> few() {
        return all().filter(subject -> TinyModel.ARCHITECTURES.contains(subject.architecture()));
    }

    /** Those whose result is a model or an adapter on the very weights that it learnt with: not on quantised ones. */
    static Stream<Subject> exact() {
        return all().filter(subject -> !subject.method().equals("qlora"));
    }

    static Stream<Subject> languageModels() {
        return all().filter(subject -> subject.task().equals("causal-lm"));
    }

    /** A recipe of twelve steps with dropout on, in a folder that may be shared with other recipes. */
    Recipe recipe(Path folder, String name, String... overrides) throws IOException {
        boolean lora = method.endsWith("lora");
        Path model = lora
                ? TinyModel.pretrained(folder.resolve(architecture + "-pretrained"), architecture)
                : TinyModel.write(folder.resolve(architecture), architecture);
        String text = """
                model: {base: '%s', init: %s}
                task: %s
                method: %s
                data: {train: '%s', test: '%s'}
                training: {epochs: 2, batch_size: 16, learning_rate: 0.002, precision: fp32, threads: 1}
                checkpoint: {every: 3}
                output: '%s'
                """.formatted(
                        model,
                        lora ? "pretrained" : "random",
                        task,
                        options(),
                        write(folder.resolve(file("train")), 96, 1),
                        write(folder.resolve(testFile()), 60, 2),
                        folder.resolve(this + "-" + name).resolve("run"));
        return Recipe.fromYaml(text).with(List.of(overrides));
    }

    private String options() {
        return switch (method) {
            case "lora", "qlora" -> "{name: " + method + ", rank: 4, dropout: 0.1}";
            case "freeze" -> "{name: freeze, layers: 1}";
            default -> method;
        };
    }

    /** The name of the file of test rows in the folder of a recipe. */
    String testFile() {
        return file("test");
    }

    private String file(String split) {
        return split + (task.equals("token-classification") ? ".conll" : "-" + task + ".csv");
    }

    private Path write(Path file, int count, long seed) throws IOException {
        return switch (task) {
            case "text-regression" -> TinyModel.values(file, count, seed);
            case "token-classification" -> TinyModel.tags(file, count, seed);
            case "causal-lm" -> TinyModel.prompts(file, count, seed);
            default -> TinyModel.rows(file, count, seed);
        };
    }

    @Override
    public String toString() {
        return architecture + "-" + method + "-" + task;
    }
}
