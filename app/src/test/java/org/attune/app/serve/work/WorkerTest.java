// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.work.Worker.Asked;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;

class WorkerTest {

    /** Says how long a text is; waits for leave before it answers "wait", and fails at "fail". */
    private static final class Lengths implements Worker.Model<String, Integer> {

        final CountDownLatch busy = new CountDownLatch(1);
        final CountDownLatch leave = new CountDownLatch(1);
        final List<Integer> together = Collections.synchronizedList(new ArrayList<>());
        volatile boolean closed;

        @Override
        public void answer(List<Asked<String, Integer>> asked) {
            together.add(asked.size());
            asked.forEach(one -> one.by(() -> length(one.question())));
        }

        private int length(String text) {
            if (text.equals("wait")) {
                busy.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            } else if (text.equals("fail")) {
                throw new InputException("a.code", "here", "wrong", "right", "mend it");
            }
            return text.length();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void questions_that_wait_are_worked_on_together_and_more_than_may_wait_are_refused() throws Exception {
        Lengths model = new Lengths();
        try (Worker<String, Integer> worker = Worker.of("m", 2, () -> model)) {
            worker.open();
            worker.awaitOpen();
            CompletableFuture<Integer> first = worker.begin("wait");
            model.busy.await();
            CompletableFuture<Integer> second = worker.begin("a");
            CompletableFuture<Integer> third = worker.begin("bcd");
            assertThat(worker.waiting()).isEqualTo(2);
            assertThatThrownBy(() -> worker.begin("e"))
                    .isInstanceOfSatisfying(
                            RequestProblem.class,
                            busy -> assertThat(busy.status()).isEqualTo(429));
            model.leave.countDown();
            assertThat(List.of(first.get(), second.get(), third.get())).containsExactly(4, 1, 3);
            assertThat(model.together).containsExactly(1, 2);
        }
        assertThat(model.closed).isTrue();
    }

    @Test
    void a_question_that_fails_leaves_the_others_their_answers() {
        try (Worker<String, Integer> worker = Worker.of("m", 2, Lengths::new)) {
            worker.open();
            worker.awaitOpen();
            assertThatThrownBy(() -> worker.ask("fail"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("a.code");
            assertThat(worker.ask("ok")).isEqualTo(2);
        }
    }

    @Test
    void what_opening_throws_is_thrown_to_who_waits_for_it() {
        try (Worker<String, Integer> worker = Worker.of("m", 2, () -> {
            throw new InputException("no.model", "there", "nothing", "a model", "make one");
        })) {
            worker.open();
            assertThatThrownBy(worker::awaitOpen).isInstanceOf(InputException.class);
            assertThatThrownBy(() -> worker.ask("a"))
                    .isInstanceOfSatisfying(
                            RequestProblem.class,
                            notReady -> assertThat(notReady.status()).isEqualTo(503));
        }
    }

    @Test
    void a_model_that_breaks_down_refuses_what_waits_instead_of_leaving_it_without_answer() {
        Worker.Model<String, Integer> broken = new Worker.Model<>() {
            @Override
            public void answer(List<Asked<String, Integer>> together) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void close() {}
        };
        try (Worker<String, Integer> worker = Worker.of("m", 2, () -> broken)) {
            worker.open();
            worker.awaitOpen();
            assertThatThrownBy(() -> worker.ask("a")).isInstanceOf(RuntimeException.class);
        }
    }
}
