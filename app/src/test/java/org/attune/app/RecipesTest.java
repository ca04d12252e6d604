// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recipe that is shipped is run as it stands, on a tiny model and tiny data of the kind that it names. */
@Tag("engine")
class RecipesTest {

    @TempDir
    static Path folder;

    private static Path model;

    private static Path decoder;

    private static Path ofImages;

    @BeforeAll
    static void make_the_model() {
        model = TinyModel.in(folder.resolve("model"));
        decoder = TinyModel.decoderIn(folder.resolve("decoder"));
        ofImages = TinyImages.modelIn(folder.resolve("images"));
    }

    static List<Path> recipes() throws IOException {
        Path home = Installation.home();
        List<Path> recipes = new ArrayList<>();
        for (String folder : List.of("recipes", "quickstart")) {
            try (Stream<Path> files = Files.list(home.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(recipes::add);
            }
        }
        assertThat(recipes).hasSizeGreaterThanOrEqualTo(8);
        return recipes;
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void the_recipe_runs(Path recipe) throws IOException {
        Path here = folder.resolve(recipe.getFileName().toString().replace(".yaml", ""));
        Path output = here.resolve("run");
        List<String> command = new ArrayList<>(List.of(
                "train",
                recipe.toString(),
                "output=" + output,
                "model.base=" + base(Files.readString(recipe)),
                "training.epochs=2",
                "training.batch_size=16",
                "training.threads=1",
                "--json"));
        if (isOfImages(Files.readString(recipe))) {
            command.addAll(List.of("model.init=random", "data.image.size=16"));
        }
        if (Files.readString(recipe).contains("teacher:")) {
            Path teacher = teacher(here);
            command.addAll(List.of("model.base=" + teacher, "method.teacher=" + teacher));
        }
        if (Files.readString(recipe).contains("retain:")) {
            String old =
                    TinyData.classes(Path.of(here.resolve("old") + ".csv"), 24).toString();
            command.addAll(
                    List.of("model.base=" + teacher(here), "evaluate.retain.support=" + old, "method.retain=" + old));
        }
        if (Files.readString(recipe).contains("target:")) {
            command.add("method.target=" + TinyData.classes(Path.of(here.resolve("other") + ".csv"), 24));
        }
        command.addAll(data(Files.readString(recipe), here));
        Cli run = Cli.run(command.toArray(String[]::new));
        assertThat(run.json().path("state").asString("")).as(run.err()).isEqualTo("succeeded");
        assertThat(run.json().path("evaluation").path("splits").size()).isPositive();
        assertThat(output.resolve("model").resolve("config.json")).exists();
        assertThat(output.resolve("report.html")).exists();
    }

    /** A run of the same data. */
    private static Path teacher(Path here) {
        Path output = here.resolve("teacher");
        List<String> command = List.of(
                "train",
                "--model=" + model,
                "--data=" + TinyData.classes(Path.of(here.resolve("train") + ".csv"), 48),
                "output=" + output,
                "training.epochs=2",
                "training.threads=1",
                "--json");
        Cli run = Cli.run(command.toArray(String[]::new));
        assertThat(run.json().path("state").asString("")).as(run.err()).isEqualTo("succeeded");
        return output;
    }

    /** Files in the places of those that the recipe names. */
    private static List<String> data(String recipe, Path here) {
        List<String> overrides = new ArrayList<>();
        for (String split : List.of("train", "validation", "test")) {
            recipe.lines()
                    .map(String::strip)
                    .filter(line -> line.matches(split + ": +[^ 0-9]\\S*/\\S+.*"))
                    .map(line -> line.replaceFirst(split + ": +(\\S+).*", "$1"))
                    .forEach(file -> overrides.add("data." + split + "=" + file(file, here.resolve(split), split)));
        }
        assertThat(overrides).isNotEmpty();
        return overrides;
    }

    private static Path base(String recipe) {
        if (isOfImages(recipe)) {
            return ofImages;
        }
        return isLanguage(recipe) ? decoder : model;
    }

    private static boolean isOfImages(String recipe) {
        return recipe.contains("task: image-classification");
    }

    private static boolean isLanguage(String recipe) {
        return recipe.contains("task: causal-lm");
    }

    private static Path file(String named, Path stem, String split) {
        int rows = split.equals("train") ? 48 : 36;
        if (named.startsWith("photos/")) {
            return TinyImages.in(stem, rows);
        }
        if (named.endsWith("conversations.jsonl")) {
            return TinyData.conversations(Path.of(stem + ".jsonl"), rows);
        }
        if (named.endsWith(".conll")) {
            return TinyData.sentences(Path.of(stem + ".conll"), rows);
        }
        if (named.endsWith(".tsv")) {
            return TinyData.pairs(Path.of(stem + ".tsv"), rows);
        }
        return named.endsWith(".jsonl")
                ? TinyData.tickets(Path.of(stem + ".jsonl"), rows)
                : TinyData.classes(Path.of(stem + ".csv"), rows);
    }
}
