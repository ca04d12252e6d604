// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.nn.Pass;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 3 on encoders: a row draws the same dropout alone, among others, and padded further. */
@Tag("engine")
class DropoutTest {

    private static final double TOLERANCE = 1e-12;

    private static final HeadRequest REQUEST =
            new HeadRequest(HeadRequest.Kind.SEQUENCE, 3, Pooling.MEAN, Init.PRETRAINED, false, OptionalDouble.of(0.3));

    @ParameterizedTest
    @MethodSource("org.attune.model.Golden#names")
    void a_row_has_the_same_states_and_outputs_alone_in_a_batch_and_padded(String type) {
        try (Scope scope = Scope.open()) {
            Model model = new Golden(type, "").base().build(REQUEST, Placement.cpu(Precision.FP64), 5);
            long[][] rows = {{3, 7, 9, 11, 4}, {5, 8, 6, 10, 12, 9, 14, 5, 6}, {9, 9}};
            long[] keys = {100, 7, 31};
            Pass together = Pass.training(13, 4, keys);
            TokenInputs batch = inputs(9, rows);
            Tensor states = model.backbone().forward(batch, together);
            Tensor outputs = model.logits(model.head().pool(states, batch), together);
            TokenInputs padded = inputs(16, rows);
            assertThat(apart(states, model.backbone().forward(padded, together), rows))
                    .isLessThan(TOLERANCE);
            for (int row = 0; row < rows.length; row++) {
                Pass alone = Pass.training(13, 4, new long[] {keys[row]});
                TokenInputs one = inputs(rows[row].length, rows[row]);
                Tensor own = model.backbone().forward(one, alone);
                assertThat(apart(states.narrow(0, row, 1), own, new long[][] {rows[row]}))
                        .isLessThan(TOLERANCE);
                Tensor logits = model.logits(model.head().pool(own, one), alone);
                assertThat(Golden.difference(outputs.narrow(0, row, 1), logits, null))
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.attune.model.Golden#names")
    void a_step_draws_the_same_again_and_another_step_differs(String type) {
        try (Scope scope = Scope.open()) {
            Model model = new Golden(type, "").base().build(REQUEST, Placement.cpu(Precision.FP64), 5);
            TokenInputs one = inputs(5, new long[] {3, 7, 9, 11, 4});
            Tensor first = model.backbone().forward(one, Pass.training(13, 1, new long[] {1}));
            Tensor again = model.backbone().forward(one, Pass.training(13, 1, new long[] {1}));
            Tensor second = model.backbone().forward(one, Pass.training(13, 2, new long[] {1}));
            assertThat(Golden.difference(first, again, null)).isZero();
            assertThat(Golden.difference(first, second, null)).isGreaterThan(1e-3);
        }
    }

    private static double apart(Tensor a, Tensor b, long[][] rows) {
        double largest = 0;
        for (int row = 0; row < rows.length; row++) {
            Tensor own = a.select(0, row).narrow(0, 0, rows[row].length);
            Tensor other = b.select(0, row).narrow(0, 0, rows[row].length);
            largest = Math.max(largest, Golden.difference(own, other, null));
        }
        return largest;
    }

    private static TokenInputs inputs(int time, long[]... rows) {
        long[] ids = new long[rows.length * time];
        double[] mask = new double[ids.length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, ids, row * time, rows[row].length);
            Arrays.fill(mask, row * time, row * time + rows[row].length, 1);
        }
        boolean full = Arrays.stream(mask).allMatch(value -> value == 1);
        return new TokenInputs(
                Tensors.of(ids, rows.length, time),
                null,
                full ? null : Tensors.of(mask, rows.length, time).to(ScalarType.Double));
    }
}
