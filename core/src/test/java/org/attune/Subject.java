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

    private static final String IMAGES = "image-classification";

    /** Methods that keep a task which the model learnt before. */
    private static final List<String> RETAINING = List.of("ewc", "lwf", "replay");

    /** Methods that compare the rows of a step with those of another domain. */
    private static final List<String> OF_DOMAINS = List.of("coral", "mmd", "dann");

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
        all.add(new Subject("bert", "gradual", "text-classification"));
        all.add(new Subject("gpt2", "gradual", "causal-lm"));
        all.add(new Subject("cifar-resnet", "gradual", IMAGES));
        all.add(new Subject("bert", "l2-sp", "text-classification"));
        for (String method : OF_DOMAINS) {
            all.add(new Subject("bert", method, "text-classification"));
            all.add(new Subject("vit", method, IMAGES));
        }
        for (String method : RETAINING) {
            all.add(new Subject("bert", method, "text-regression"));
            all.add(new Subject("vit", method, IMAGES));
        }
        all.add(new Subject("llama", "ewc", "causal-lm"));
        all.add(new Subject("llama", "replay", "causal-lm"));
        all.add(new Subject("cifar-resnet", "replay", IMAGES));
        all.add(new Subject("bert", "distill", "token-classification"));
        all.add(new Subject("vit", "distill", IMAGES));
        for (String task : List.of("text-regression", "token-classification")) {
            all.add(new Subject("bert", "full", task));
            all.add(new Subject("bert", "head", task));
            all.add(new Subject("bert", "lora", task));
        }
        for (String method : List.of("full", "lora")) {
            all.add(new Subject("bert", method, "text-similarity"));
        }
        for (String decoder : TinyModel.DECODERS) {
            all.add(new Subject(decoder, "full", "causal-lm"));
            all.add(new Subject(decoder, "lora", "causal-lm"));
        }
        all.add(new Subject("llama", "qlora", "causal-lm"));
        for (String architecture : TinyModel.OF_IMAGES) {
            all.add(new Subject(architecture, "full", IMAGES));
            all.add(new Subject(architecture, "freeze", IMAGES));
            all.add(new Subject(architecture, "head", IMAGES));
        }
        return all.stream();
    }

    /** Those in which the rows of a batch know nothing of each other. */
    static Stream<Subject> apart() {
        return all().filter(subject -> !subject.couplesRows());
    }

    static Stream<Subject> coupled() {
        return all().filter(Subject::couplesRows);
    }

    boolean ofImages() {
        return task.equals(IMAGES);
    }

    private boolean couplesRows() {
        return OF_DOMAINS.contains(method) || (architecture.endsWith("resnet") && !method.equals("head"));
    }

    /** Of those apart the ones without the further decoders and methods: what float64 proves of each is proven once more of these. */
    static Stream<Subject> few() {
        return apart().filter(subject ->
                        subject.method().equals("full") || subject.method().equals("lora"))
                .filter(subject -> subject.ofImages() || TinyModel.ARCHITECTURES.contains(subject.architecture()));
    }

    /** Those whose result is a model or an adapter on the very weights that it learnt with: not on quantised ones. */
    static Stream<Subject> exact() {
        return all().filter(subject -> !subject.method().equals("qlora"));
    }

    /** Every architecture and every task once. */
    static Stream<Subject> fullyTuned() {
        return all().filter(subject -> subject.method().equals("full"));
    }

    static Stream<Subject> fullyTunedApart() {
        return fullyTuned().filter(subject -> !subject.couplesRows());
    }

    static Stream<Subject> languageModels() {
        return all().filter(subject -> subject.task().equals("causal-lm"));
    }

    /** A recipe of twelve steps with dropout on, in a folder that may be shared with other recipes. */
    Recipe recipe(Path folder, String name, String... overrides) throws IOException {
        boolean pretrained = method.endsWith("lora") || method.equals("l2-sp") || RETAINING.contains(method);
        Path model = model(folder, pretrained);
        String text = """
                model: {base: '%s', init: %s}
                task: %s
                method: %s
                data: {train: '%s', test: '%s'%s}
                training: {epochs: 2, batch_size: 16, learning_rate: 0.002, precision: fp32, threads: 1}
                checkpoint: {every: 3}
                output: '%s'
                """.formatted(
                        model,
                        pretrained ? "pretrained" : "random",
                        task,
                        options(folder),
                        write(folder.resolve(file("train")), 96, 1),
                        write(folder.resolve(testFile()), 60, 2),
                        ofImages() ? images() : "",
                        folder.resolve(this + "-" + name).resolve("run"));
        return Recipe.fromYaml(text).with(List.of(overrides));
    }

    private Path model(Path folder, boolean pretrained) throws IOException {
        if (RETAINING.contains(method)) {
            return former().teacher(folder);
        }
        return pretrained
                ? TinyModel.pretrained(folder.resolve(architecture + "-pretrained"), architecture)
                : TinyModel.write(folder.resolve(architecture), architecture);
    }

    /** What the model of a retaining method learnt before. */
    Subject former() {
        return new Subject(architecture, "full", task.equals("text-regression") ? "text-classification" : task);
    }

    private String images() {
        String augment = List.of("head", "distill", "lwf").contains(method)
                ? ""
                : ", augment: {crop: resized, flip: true, colour: 0.2, erase: 0.2}";
        return ", image: {size: 16}" + augment;
    }

    private String options(Path folder) throws IOException {
        return switch (method) {
            case "lora", "qlora" -> "{name: " + method + ", rank: 4, dropout: 0.1}";
            case "freeze" -> "{name: freeze, layers: 1}";
            case "gradual" -> "{name: gradual, every: 2}";
            case "ewc" -> "{name: ewc, strength: 10, rows: 20, retain: '" + folder.resolve(former().testFile()) + "'}";
            case "coral", "mmd", "dann" ->
                "{name: " + method + ", target: '" + write(folder.resolve(file("other")), 48, 3) + "'}";
            case "lwf" -> "{name: lwf}";
            case "replay" -> "{name: replay, retain: '" + folder.resolve(former().testFile()) + "'}";
            case "distill" -> "{name: distill, teacher: '" + teacher(folder) + "'}";
            default -> method;
        };
    }

    /** A run of the same model on the same data. */
    Path teacher(Path folder) throws IOException {
        Recipe recipe = new Subject(architecture, "full", task).recipe(folder, "teacher", "seed=21");
        return FineTune.run(recipe).directory();
    }

    /** The name of the file of test rows in the folder of a recipe. */
    String testFile() {
        return file("test");
    }

    private String file(String split) {
        return ofImages()
                ? split + "-images"
                : split + (task.equals("token-classification") ? ".conll" : "-" + task + ".csv");
    }

    private Path write(Path file, int count, long seed) throws IOException {
        return switch (task) {
            case "text-regression" -> TinyModel.values(file, count, seed);
            case "text-similarity" -> TinyModel.pairs(file, count, seed);
            case "token-classification" -> TinyModel.tags(file, count, seed);
            case IMAGES -> TinyImages.write(file, count, seed);
            case "causal-lm" -> TinyModel.prompts(file, count, seed);
            default -> TinyModel.rows(file, count, seed);
        };
    }

    @Override
    public String toString() {
        return architecture + "-" + method + "-" + task;
    }
}
