// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NF4 to the bit as bitsandbytes has it (tools/golden/nf4.py), and what holds for any values. */
@Tag("engine")
class QuantisedWeightTest {

    /** Half of the widest gap between two values. */
    private static final double HALF_GAP = (1 - 0.6961928009986877) / 2;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "square.float32.double", "square.bfloat16.double", "ragged.float32.single", "ragged.bfloat16.single",
                "ragged.float32.double", "ragged.bfloat16.double", "odd.float32.single", "odd.bfloat16.single",
                "odd.float32.double", "odd.bfloat16.double", "short.float32.single", "short.bfloat16.single",
                "short.float32.double", "short.bfloat16.double"
            })
    void bytes_scales_and_values_are_those_of_bitsandbytes(String name) {
        try (Checkpoint golden = golden();
                Scope scope = Scope.open()) {
            Tensor values = golden.load(name.substring(0, name.lastIndexOf('.')) + ".values");
            QuantisedWeight weight =
                    QuantisedWeight.of(values, name.endsWith("double") ? Storage.NF4_DOUBLE : Storage.NF4);

            assertThat(weight.shape()).isEqualTo(Tensors.shape(values));
            assertSame(weight.packed(), golden.load(name + ".packed"));
            assertSame(weight.scaleCodes(), golden.load(name + ".scales"));
            assertSame(weight.values(Tensors.type(values)), golden.load(name + ".dequantised"));
        }
    }

    @Test
    void the_data_type_of_the_scales_is_that_of_bitsandbytes() {
        try (Checkpoint golden = golden();
                Scope scope = Scope.open()) {
            assertThat(DynamicMap.VALUES).isEqualTo(Tensors.floats(golden.load("map")));
        }
    }

    @Property(tries = 40)
    void quantised_again_the_values_stay_as_they_are(
            @ForAll @IntRange(min = 1, max = 40_000) int size, @ForAll long key) {
        try (Scope scope = Scope.open()) {
            Tensor once = QuantisedWeight.of(random(key, size), Storage.NF4).values(ScalarType.Float);

            assertSame(QuantisedWeight.of(once, Storage.NF4).values(ScalarType.Float), once);
        }
    }

    @Property(tries = 40)
    void no_value_moves_further_than_half_a_gap_of_its_block(
            @ForAll @IntRange(min = 1, max = 40_000) int size, @ForAll long key) {
        try (Scope scope = Scope.open()) {
            float[] values = Tensors.floats(random(key, size));
            float[] read = Tensors.floats(
                    QuantisedWeight.of(Tensors.of(values, size), Storage.NF4).values(ScalarType.Float));

            for (int i = 0; i < size; i++) {
                int from = i / Nf4.BLOCK * Nf4.BLOCK;
                double largest = Nf4.largest(values, from, Math.min(size, from + Nf4.BLOCK));
                assertThat(Math.abs(read[i] - values[i])).isLessThanOrEqualTo((float) (largest * HALF_GAP * 1.000001));
            }
        }
    }

    @Test
    void a_large_weight_is_read_as_its_parts_are_and_takes_little_more_than_half_a_byte_a_value() {
        try (Scope scope = Scope.open()) {
            Tensor values = random(3, 300 * 1024).view(300, 1024);
            QuantisedWeight weight = QuantisedWeight.of(values, Storage.NF4);
            Tensor read = weight.values(ScalarType.Float);
            Tensor parts =
                    QuantisedWeight.of(values.narrow(0, 131, 64), Storage.NF4).values(ScalarType.Float);

            assertSame(read.narrow(0, 131, 64), parts);
            assertSame(weight.values(ScalarType.BFloat16), read.to(ScalarType.BFloat16));
            assertSame(weight.values(ScalarType.Double), read.to(ScalarType.Double));
            assertThat(weight.bytes()).isEqualTo(Storage.NF4.bytes(values.numel()));
            long twice = QuantisedWeight.of(values, Storage.NF4_DOUBLE).bytes();
            assertThat(twice / (double) values.numel()).isLessThan(0.5175);
            assertThat(Storage.NF4_DOUBLE.bytes(values.numel())).isEqualTo(twice);
        }
    }

    @Test
    void what_is_no_number_stays_none() {
        try (Scope scope = Scope.open()) {
            float[] values = Tensors.floats(random(5, 128));
            values[70] = Float.NaN;
            float[] read = Tensors.floats(
                    QuantisedWeight.of(Tensors.of(values, 128), Storage.NF4).values(ScalarType.Float));

            assertThat(read[70]).isNaN();
            assertThat(read[0]).isNotNaN();
        }
    }

    private static void assertSame(Tensor found, Tensor expected) {
        assertThat(Tensors.type(found)).isEqualTo(Tensors.type(expected));
        assertThat(found.equal(expected.view(found.sizes()))).isTrue();
    }

    private static Tensor random(long key, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) KeyedRandom.gaussian(key, i);
        }
        return Tensors.of(values, size);
    }

    private static Checkpoint golden() {
        try {
            return Safetensors.open(Path.of(
                    Objects.requireNonNull(QuantisedWeightTest.class.getResource("/golden/nf4/golden.safetensors"))
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void memory_is_read_into_again_once_nothing_looks_at_it_and_never_before() {
        try (Scope run = Scope.open()) {
            ReadingMemory memory = new ReadingMemory();
            QuantisedWeight weight = QuantisedWeight.of(Tensors.of(new float[128], 2, 64), Storage.NF4);
            long first;
            try (Scope block = Scope.open()) {
                Tensor read = QuantisedWeight.joined(List.of(weight), ScalarType.BFloat16, memory);
                Tensor other = QuantisedWeight.joined(List.of(weight), ScalarType.BFloat16, memory);
                first = read.data_ptr().address();
                assertThat(other.data_ptr().address()).isNotEqualTo(first);
            }
            try (Scope block = Scope.open()) {
                Tensor again = QuantisedWeight.joined(List.of(weight), ScalarType.BFloat16, memory);
                assertThat(again.data_ptr().address()).isEqualTo(first);
            }
            Tensor kept;
            try (Scope block = Scope.open()) { // as a graph keeps it: the handle of what was read is gone
                kept = block.keep(QuantisedWeight.joined(List.of(weight), ScalarType.BFloat16, memory)
                        .t());
            }
            assertThat(kept.data_ptr().address()).isEqualTo(first);
            try (Scope block = Scope.open()) {
                Tensor another = QuantisedWeight.joined(List.of(weight), ScalarType.BFloat16, memory);
                assertThat(another.data_ptr().address()).isNotEqualTo(first);
            }
        }
    }
}
