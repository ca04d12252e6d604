// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class ProfileTest {

    @Test
    void a_part_has_its_own_time_forwards_and_backwards() {
        try (Profile profile = Profile.open();
                Scope scope = Scope.open()) {
            Tensor x = leaf();
            Tensor y = Profile.part("outer", () -> x.mul(Profile.part("inner", () -> x.mul(x))));
            Tensors.backward(y.sum());
            Profile.Lap lap = Objects.requireNonNull(Profile.lap());

            assertThat(lap.inOrder()).isTrue();
            assertThat(lap.parts()).containsOnlyKeys("outer", "inner", Profile.LOSS, Profile.REST);
            assertThat(lap.parts().entrySet())
                    .filteredOn(part -> part.getKey().endsWith("er"))
                    .hasSize(2)
                    .allSatisfy(part -> {
                        assertThat(part.getValue().forward()).isPositive();
                        assertThat(part.getValue().backward()).isPositive();
                        assertThat(part.getValue().calls()).isOne();
                        assertThat(part.getValue().bytes()).isEqualTo(3 * Float.BYTES);
                    });
            assertThat(Tensors.floats(x.grad())).containsExactly(3, 12, 27); // of x³
            assertThat(profile.held()).isEmpty();
        }
    }

    @Test
    void a_mark_that_no_gradient_reaches_is_told() {
        try (Profile profile = Profile.open();
                Scope scope = Scope.open()) {
            Tensor x = leaf();
            Tensor used = Profile.part("used", () -> x.mul(x));
            Tensor unused = Profile.part("unused", () -> x.add(x));
            Tensors.backward(used.sum());

            assertThat(unused.requires_grad()).isTrue();
            assertThat(Objects.requireNonNull(Profile.lap()).inOrder()).isFalse();
            assertThat(Objects.requireNonNull(Profile.lap()).parts()).containsOnlyKeys(Profile.REST);
            assertThat(profile.held()).isEmpty();
        }
    }

    @Test
    void native_objects_are_counted_and_memory_that_is_held_is_summed_up() {
        try (Profile profile = Profile.open();
                Scope scope = Scope.open()) {
            Tensor x = leaf();
            assertThat(Objects.requireNonNull(Profile.lap()).objects()).isPositive();
            Tensor y = x.neg();
            assertThat(Objects.requireNonNull(Profile.lap()).objects()).isOne();
            Profile.hold("weights", y.nbytes());
            Profile.hold("weights", 1);
            assertThat(profile.held()).containsOnlyKeys("weights").containsEntry("weights", 13L);
        }
    }

    @Test
    void without_one_parts_run_all_the_same() {
        try (Scope scope = Scope.open()) {
            assertThat(Tensors.floats(Profile.part("part", () -> leaf().neg()))).containsExactly(-1, -2, -3);
            assertThat(Profile.lap()).isNull();
        }
    }

    private static Tensor leaf() {
        return Tensors.of(new float[] {1, 2, 3}, 3).set_requires_grad(true);
    }
}
