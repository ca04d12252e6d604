// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attune.config.Recipe;
import org.attune.data.HeapShare;
import org.attune.distributed.Peers;
import org.attune.run.Hazard;
import org.attune.run.RunEvents;
import org.attune.run.RunState;
import org.attune.run.StepEvent;
import org.attune.run.StopSignal;
import org.attune.run.UserCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A law: a run whose rows and tokens lie in files is the run that keeps them in the heap. */
@Tag("engine")
@Tag("flow")
class StoredDataTest {

    private static final Subject TEXTS = new Subject("bert", "full", "text-classification");

    @TempDir
    Path folder;

    @AfterEach
    void the_heap_is_used_again() {
        System.clearProperty(HeapShare.PROPERTY);
        System.clearProperty(UserCache.PROPERTY);
        System.clearProperty(Hazard.PROPERTY);
    }

    private void storeAll() {
        System.setProperty(HeapShare.PROPERTY, "0");
        System.setProperty(UserCache.PROPERTY, folder.resolve("cache").toString());
    }

    /** The files of the cache by their names, and when they were written. */
    private Map<String, Object> cached() throws IOException {
        Map<String, Object> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder.resolve("cache/tokens"))) {
            for (Path file : all.toList()) {
                files.put(
                        String.valueOf(file.getFileName()),
                        Files.getAttribute(file, "unix:ino")); // a file that is written again is another one
            }
        }
        return files;
    }

    private RunResult run(Subject subject, String name, String... overrides) throws IOException {
        return FineTune.run(subject.recipe(folder, name, overrides));
    }

    @ParameterizedTest
    @CsvSource({
        "bert, full, text-classification, ''",
        "bert, full, token-classification, ''",
        "bert, full, text-similarity, ''",
        "bert, lora, text-regression, ''",
        "bert, head, text-classification, ''",
        "bert, distill, token-classification, ''",
        "bert, lwf, text-regression, ''",
        "bert, replay, text-regression, ''",
        "bert, coral, text-classification, ''",
        "llama, full, causal-lm, ''",
        "llama, full, causal-lm, training.packing=true",
    })
    void a_run_on_stored_data_has_the_same_bits(String architecture, String method, String task, String override)
            throws IOException {
        Subject subject = new Subject(architecture, method, task);
        String[] overrides = override.isEmpty() ? new String[0] : new String[] {override};
        Map<String, String> heap = RunBits.of(run(subject, "heap", overrides).directory());

        storeAll();
        Map<String, String> stored =
                RunBits.of(run(subject, "stored", overrides).directory());

        assertThat(stored).isEqualTo(heap);
        if (!method.equals("head")) {
            assertThat(cached()).as("train, validation, test; a teacher's, too").hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void sampled_classes_and_a_limit_have_the_same_bits() throws IOException {
        String[] overrides = {"training.sampling=balanced", "data.limit=70", "training.class_weights=balanced"};
        Map<String, String> heap = RunBits.of(run(TEXTS, "heap", overrides).directory());

        storeAll();

        assertThat(RunBits.of(run(TEXTS, "stored", overrides).directory())).isEqualTo(heap);
    }

    @Test
    void a_stopped_run_goes_on_with_the_tokens_that_it_has_made() throws IOException {
        Map<String, String> straight = RunBits.of(run(TEXTS, "straight").directory());
        storeAll();
        StopSignal signal = new StopSignal();
        RunEvents stops = new RunEvents() {
            @Override
            public void step(StepEvent step) {
                if (step.step() == 7) {
                    signal.request(StopSignal.Reason.INTERRUPT);
                }
            }
        };
        Recipe recipe = TEXTS.recipe(folder, "stopped");
        assertThat(FineTune.run(recipe, RunOptions.DEFAULT, Peers.single(), stops, signal)
                        .state())
                .isEqualTo(RunState.INTERRUPTED);
        Map<String, Object> before = cached();

        RunResult resumed = FineTune.run(recipe);

        assertThat(RunBits.of(resumed.directory())).isEqualTo(straight);
        assertThat(cached()).isEqualTo(before);
    }

    @Test
    void a_damaged_file_is_made_again_and_the_run_is_the_same() throws IOException {
        Map<String, String> heap = RunBits.of(run(TEXTS, "heap").directory());
        storeAll();
        run(TEXTS, "first");
        Map<String, Object> before = cached();
        for (String file : before.keySet()) {
            Path path = folder.resolve("cache/tokens").resolve(file);
            byte[] bytes = Files.readAllBytes(path);
            bytes[bytes.length / 2] ^= 1;
            Files.write(path, bytes);
        }

        assertThat(RunBits.of(run(TEXTS, "second").directory())).isEqualTo(heap);
        assertThat(cached().keySet()).isEqualTo(before.keySet());
        assertThat(cached()).isNotEqualTo(before);
    }

    @Test
    void what_decides_over_tokens_makes_others_and_what_does_not_takes_those_that_are_there() throws IOException {
        storeAll();
        List<String> keys = new ArrayList<>();
        keys.add(keyOf("one"));
        for (String same : List.of(
                "training.learning_rate=0.1",
                "training.epochs=9",
                "evaluate.metric=f1_macro",
                "training.batch_size=4")) {
            assertThat(keyOf("one", same)).as(same).isEqualTo(keys.get(0));
        }
        for (String other : List.of(
                "data.max_length=7",
                "data.truncation=left",
                "data.validation=0.2",
                "data.validation=none",
                "data.limit=80",
                "seed=5",
                "data.columns={text: text, label: label}",
                "data.delimiter=','")) {
            keys.add(keyOf("one", other));
        }
        assertThat(keyOf("one", "data.validation=none", "seed=5"))
                .as("a seed that chooses no rows")
                .isEqualTo(keyOf("one", "data.validation=none"));
        for (String rows : List.of("data.limit=40", "data.subset=40")) {
            assertThat(keyOf("one", "data.validation=none", rows, "seed=5"))
                    .as("a seed that chooses rows")
                    .isNotEqualTo(keyOf("one", "data.validation=none", rows));
        }
        Path train = folder.resolve("train-text-classification.csv");
        Recipe recipe = TEXTS.recipe(folder, "one");
        Files.writeString(train, "one more row,x\n", StandardOpenOption.APPEND);
        keys.add(key(recipe));

        assertThat(keys).doesNotHaveDuplicates();
    }

    private String keyOf(String name, String... overrides) throws IOException {
        return key(TEXTS.recipe(folder, name, overrides));
    }

    private static String key(Recipe recipe) {
        try (RunPlan plan = RunPlan.look(recipe)) {
            return new EncodedSplits(recipe, plan.base(), plan.task(), plan.data()).key("train");
        }
    }
}
