// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.attune.config.Recipe;
import org.attune.problem.WorkException;
import org.attune.run.Hazard;
import org.attune.run.RunState;
import org.attune.tensor.KeyedRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 2 the hard way: a process that is killed at a named place, or whose disk is full there, and then run again. */
class KilledRunTest {

    private static final int KILLED = 137;

    @TempDir
    Path folder;

    /** The program of the killed process: runs one recipe. */
    static final class Program {
        public static void main(String[] arguments) {
            FineTune.run(Recipe.read(Path.of(arguments[0]), List.of()));
        }
    }

    @AfterEach
    void no_hazard_stays() {
        System.clearProperty(Hazard.PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint:mid-write#2", "checkpoint:before-rename#2", "conclude:model-written"})
    void a_run_killed_at_a_bad_moment_ends_with_the_same_bits(String place) throws Exception {
        same_bits_after(place);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("moments")
    void a_run_killed_at_any_moment_ends_with_the_same_bits(String place) throws Exception {
        same_bits_after(place);
    }

    static List<String> moments() {
        List<String> places = List.of(
                "metrics:line",
                "file:mid-write",
                "file:before-rename",
                "file:renamed",
                "checkpoint:mid-write",
                "checkpoint:before-rename",
                "checkpoint:renamed");
        List<String> moments = IntStream.range(0, 20)
                .mapToObj(i -> places.get(i % places.size()) + "#" + (1 + Math.floorMod(KeyedRandom.bits(5, i), 4L)))
                .toList();
        assertThat(moments).hasSize(20);
        return moments;
    }

    @Test
    void a_full_disk_fails_with_words_and_the_run_goes_on_when_there_is_room() throws Exception {
        Map<String, String> expected = straight();
        Path recipe = recipe("full");
        System.setProperty(Hazard.PROPERTY, "disk-full:checkpoint:mid-write#2");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> FineTune.run(Recipe.read(recipe, List.of())))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("run the same command again");
        System.clearProperty(Hazard.PROPERTY);
        RunResult resumed = FineTune.run(Recipe.read(recipe, List.of()));

        assertThat(RunBits.of(resumed.directory())).isEqualTo(expected);
    }

    private void same_bits_after(String place) throws Exception {
        Map<String, String> expected = straight();
        Path recipe = recipe("killed");

        assertThat(inAnotherProcess(recipe, place)).isEqualTo(KILLED);
        RunResult resumed = FineTune.run(Recipe.read(recipe, List.of()));

        assertThat(resumed.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(RunBits.of(resumed.directory())).isEqualTo(expected);
    }

    private Map<String, String> straight() throws IOException {
        return RunBits.of(
                FineTune.run(Recipe.read(recipe("straight"), List.of())).directory());
    }

    private Path recipe(String name) throws IOException {
        Path model = TinyModel.write(folder.resolve("bert"), "bert");
        Path train = TinyModel.rows(folder.resolve("train.csv"), 96, 1);
        Path test = TinyModel.rows(folder.resolve("test.csv"), 30, 2);
        Path recipe = folder.resolve(name + ".yaml");
        Files.writeString(
                recipe, """
                model: {base: '%s', init: random}
                data: {train: '%s', test: '%s'}
                training: {epochs: 2, batch_size: 16, learning_rate: 0.002, precision: fp32, threads: 1}
                checkpoint: {every: 2}
                output: '%s'
                """.formatted(model, train, test, folder.resolve(name).resolve("run")));
        return recipe;
    }

    private int inAnotherProcess(Path recipe, String hazard) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-D" + Hazard.PROPERTY + "=" + hazard,
                        "-cp",
                        classPath,
                        Program.class.getName(),
                        recipe.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "killed.log"))
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the process ends").isTrue();
        return process.exitValue();
    }
}
