// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attune.config.Recipe;
import org.attune.distributed.GlooPeers;
import org.attune.distributed.Peers;
import org.attune.distributed.Rendezvous;
import org.attune.problem.InputException;
import org.attune.run.RunEvents;
import org.attune.run.RunState;
import org.attune.run.StepEvent;
import org.attune.run.StopSignal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 7: several peers learn what one learns. They are threads here, each with a run of its own, and meet as processes do. */
@Tag("engine")
@Tag("flow")
class PeersTest {

    private static final Subject USUAL = new Subject("bert", "full", "text-classification");

    @TempDir
    static Path folder;

    static Stream<Subject> subjects() {
        return Stream.of(
                USUAL,
                new Subject("bert", "lora", "text-classification"),
                new Subject("bert", "head", "text-classification"),
                new Subject("bert", "gradual", "text-classification"),
                new Subject("bert", "l2-sp", "text-classification"),
                new Subject("bert", "ewc", "text-classification"),
                new Subject("bert", "lwf", "text-classification"),
                new Subject("bert", "replay", "text-classification"),
                new Subject("bert", "distill", "token-classification"),
                new Subject("bert", "full", "text-regression"),
                new Subject("bert", "full", "text-similarity"),
                new Subject("llama", "lora", "causal-lm"),
                new Subject("gpt2", "full", "causal-lm"),
                new Subject("vit", "full", "image-classification"));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void law_7_two_peers_learn_what_one_does(Subject subject) throws IOException {
        RunResult one = FineTune.run(subject.recipe(folder, "one"));
        RunResult two = run(2, subject.recipe(folder, "two", "training.processes=2"));

        List<Double> alone = RunBits.losses(one);
        List<Double> together = RunBits.losses(two);
        assertThat(together).hasSameSizeAs(alone);
        for (int step = 0; step < alone.size(); step++) {
            assertThat(together.get(step)).isCloseTo(alone.get(step), within(2e-5));
        }
        assertThat(Files.readString(two.directory().resolve("predictions.jsonl"))
                        .lines())
                .hasSameSizeAs(Files.readString(one.directory().resolve("predictions.jsonl"))
                        .lines()
                        .toList());
    }

    /** The last step of an epoch has fewer rows than there are peers: 96 = 19 x 5 + 1. */
    @Test
    void a_step_may_leave_a_peer_without_rows() throws IOException {
        RunResult one = FineTune.run(USUAL.recipe(folder, "short-one", "training.batch_size=19"));
        RunResult three = run(3, USUAL.recipe(folder, "short-three", "training.batch_size=19", "training.processes=3"));

        List<Double> alone = RunBits.losses(one);
        List<Double> together = RunBits.losses(three);
        assertThat(together).hasSameSizeAs(alone);
        for (int step = 0; step < alone.size(); step++) {
            assertThat(together.get(step)).isCloseTo(alone.get(step), within(2e-5));
        }
    }

    @Test
    void the_same_peers_learn_the_same_bits_and_another_number_goes_on_from_the_checkpoint() throws IOException {
        RunResult straight = run(2, USUAL.recipe(folder, "straight", "training.processes=2"));
        StopSignal signal = new StopSignal();
        RunEvents stopsAtStepSeven = new RunEvents() {
            @Override
            public void step(StepEvent step) {
                if (step.step() == 7) {
                    signal.request(StopSignal.Reason.INTERRUPT);
                }
            }
        };
        Recipe two = USUAL.recipe(folder, "stopped", "training.processes=2");
        assertThat(run(2, two, stopsAtStepSeven, signal).state()).isEqualTo(RunState.INTERRUPTED);
        RunResult resumed = run(2, two);
        assertThat(RunBits.of(resumed.directory())).isEqualTo(RunBits.of(straight.directory()));

        StopSignal again = new StopSignal();
        again.request(StopSignal.Reason.INTERRUPT);
        Recipe changing = USUAL.recipe(folder, "changing", "training.processes=2");
        assertThat(run(2, changing, RunEvents.none(), again).state()).isEqualTo(RunState.INTERRUPTED);
        RunResult alone = FineTune.run(changing.with(List.of("training.processes=1")));
        List<Double> expected = RunBits.losses(straight);
        List<Double> losses = RunBits.losses(alone);
        assertThat(losses).hasSameSizeAs(expected);
        for (int step = 0; step < losses.size(); step++) {
            assertThat(losses.get(step)).isCloseTo(expected.get(step), within(2e-5));
        }
    }

    @Test
    void what_several_processes_cannot_do_is_refused() throws IOException {
        assertThatThrownBy(() -> FineTune.run(USUAL.recipe(folder, "alone", "training.processes=2")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the run has 1 of them");
        assertThatThrownBy(() -> run(17, USUAL.recipe(folder, "many", "training.processes=17")))
                .hasMessageContaining("17 processes share a step of 16 rows");
        Recipe coupled = new Subject("cifar-resnet", "full", "image-classification")
                .recipe(folder, "coupled", "training.processes=2");
        assertThatThrownBy(() -> run(2, coupled)).hasMessageContaining("norms that count statistics");
    }

    private static RunResult run(int size, Recipe recipe) throws IOException {
        return run(size, recipe, RunEvents.none(), new StopSignal());
    }

    /** The first peer's result; events and signal are the first one's too. */
    private static RunResult run(int size, Recipe recipe, RunEvents events, StopSignal signal) throws IOException {
        Path place = Files.createTempDirectory(folder, "meeting").resolve("store");
        List<CompletableFuture<RunResult>> all = new ArrayList<>();
        IntStream.range(0, size).forEach(rank -> {
            CompletableFuture<RunResult> result = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> {
                        try (Peers peers = new GlooPeers(new Rendezvous.File(place), rank, size, 1)) {
                            result.complete(FineTune.run(
                                    recipe,
                                    RunOptions.DEFAULT,
                                    peers,
                                    rank == 0 ? events : RunEvents.none(),
                                    rank == 0 ? signal : new StopSignal()));
                        } catch (RuntimeException | Error e) {
                            result.completeExceptionally(e);
                        }
                    },
                    "peer-" + rank);
            thread.setDaemon(true);
            thread.start();
            all.add(result);
        });
        try {
            return all.get(0).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
