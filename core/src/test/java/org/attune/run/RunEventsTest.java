// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.attune.config.Recipe;
import org.attune.config.ResolvedRecipe;
import org.junit.jupiter.api.Test;

class RunEventsTest {

    private record Heard(String name, List<String> into) implements RunEvents {

        @Override
        public void phase(Phase phase, String detail) {
            into.add(name + " " + phase + " " + detail);
        }

        @Override
        public void resolved(ResolvedRecipe recipe) {
            into.add(name + " resolved");
        }

        @Override
        public void plan(long doneSteps, long totalSteps) {
            into.add(name + " plan " + doneSteps + "/" + totalSteps);
        }

        @Override
        public void step(StepEvent step) {
            into.add(name + " step " + step.step());
        }

        @Override
        public void evaluation(EvaluationEvent evaluation) {
            into.add(name + " evaluation " + evaluation.split());
        }

        @Override
        public void checkpoint(long step, Path folder) {
            into.add(name + " checkpoint " + folder);
        }

        @Override
        public void notice(Notice notice) {
            into.add(name + " notice " + notice.code());
        }

        @Override
        public void done(RunState state, String message) {
            into.add(name + " done " + state);
        }
    }

    private static void tellEverything(RunEvents events) {
        events.phase(RunEvents.Phase.LOOK, "x");
        events.resolved(Recipe.fromYaml("model: m\ndata: {train: t}").resolved());
        events.plan(0, 9);
        events.step(MetricsLogTest.step(1));
        events.evaluation(new EvaluationEvent(1, "test", Map.of()));
        events.checkpoint(1, Path.of("c"));
        events.notice(new Notice(Notice.Weight.WARNING, "a.b", "text"));
        events.done(RunState.SUCCEEDED, "");
    }

    @Test
    void every_event_reaches_every_listener_in_their_order() {
        List<String> heard = new ArrayList<>();
        tellEverything(RunEvents.all(List.of(new Heard("a", heard), RunEvents.none(), new Heard("b", heard))));
        assertThat(heard)
                .containsExactly(
                        "a LOOK x",
                        "b LOOK x",
                        "a resolved",
                        "b resolved",
                        "a plan 0/9",
                        "b plan 0/9",
                        "a step 1",
                        "b step 1",
                        "a evaluation test",
                        "b evaluation test",
                        "a checkpoint c",
                        "b checkpoint c",
                        "a notice a.b",
                        "b notice a.b",
                        "a done SUCCEEDED",
                        "b done SUCCEEDED");
    }

    @Test
    void the_first_of_many_requests_to_stop_decides_the_reason() throws InterruptedException {
        StopSignal signal = new StopSignal();
        assertThat(signal.requested()).isFalse();
        AtomicInteger first = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (StopSignal.Reason reason : StopSignal.Reason.values()) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                first.addAndGet(signal.request(reason) ? 1 : 0);
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(first).hasValue(1);
        StopSignal.Reason decided = signal.reason().orElseThrow();
        assertThat(signal.request(StopSignal.Reason.CANCEL)).isFalse();
        assertThat(signal.reason()).contains(decided);
    }
}
