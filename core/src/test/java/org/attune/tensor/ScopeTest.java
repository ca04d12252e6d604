// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class ScopeTest {

    @Test
    void what_a_scope_keeps_outlives_it_and_the_rest_does_not() {
        try (Scope outer = Scope.open()) {
            Tensor kept;
            Tensor left;
            try (Scope inner = Scope.open()) {
                left = torch.ones(3);
                kept = inner.keep(left.add(left));
            }

            assertThat(Tensors.floats(kept)).containsExactly(2, 2, 2);
            assertThat(left.isNull()).isTrue();
        }
    }

    @Test
    void nothing_can_be_kept_without_an_enclosing_scope() {
        try (Scope scope = Scope.open()) {
            Tensor tensor = torch.ones(1);

            assertThatThrownBy(() -> scope.keep(tensor)).hasMessageContaining("no enclosing scope");
        }
    }

    @Test
    void gradients_that_are_off_come_back_on() {
        try (Scope scope = Scope.open()) {
            Tensor weight = torch.ones(1).set_requires_grad(true);
            try (Grad off = Grad.off()) {
                assertThat(weight.add(weight).requires_grad()).isFalse();
            }

            assertThat(weight.add(weight).requires_grad()).isTrue();
        }
    }

    @Test
    void switching_gradients_on_again_from_another_thread_is_refused() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Grad off = Grad.off()) {
            Thread other = new Thread(off::close);
            other.setUncaughtExceptionHandler((thread, error) -> thrown.set(error));
            other.start();
            other.join();
        }

        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void memory_stays_flat_over_hundreds_of_steps() {
        try (Scope run = Scope.open()) {
            Tensor weight = torch.randn(256, 256).set_requires_grad(true);
            step(weight, 50);
            long before = Memory.residentBytes();
            step(weight, 300);

            assertThat(Memory.residentBytes() - before).isLessThan(64L << 20);
        }
    }

    /** Several megabytes of tensors a step, so that a leak of any of them would show as a gigabyte. */
    private static void step(Tensor weight, int times) {
        for (int i = 0; i < times; i++) {
            try (Scope step = Scope.open()) {
                Tensor x = torch.randn(1024, 256);
                for (int block = 0; block < 3; block++) {
                    try (Scope inner = Scope.open()) {
                        x = inner.keep(torch.linear(x, weight).relu());
                    }
                }
                x.sum().backward();
                weight.mutable_grad().reset();
            }
        }
    }
}
