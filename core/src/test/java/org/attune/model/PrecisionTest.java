// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.attune.nn.Pass;
import org.attune.tensor.Parameter;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The paths that users run, against our own float64. */
@Tag("engine")
class PrecisionTest {

    @ParameterizedTest
    @MethodSource("org.attune.model.Golden#names")
    void fp32_is_within_its_rounding_of_fp64(String type) {
        compare(new Golden(type, ""), Precision.FP32, 1e-5, 1e-4);
    }

    @ParameterizedTest
    @MethodSource("org.attune.model.Golden#names")
    void bf16_is_within_its_rounding_of_fp64(String type) {
        double gradients = type.equals("gemma3_text") ? 0.15 : 0.1; // norms of heads four wide magnify the rounding
        compare(new Golden(type, ""), Precision.BF16, 0.1, gradients);
    }

    /**
     * @param logits the largest difference of any output as a share of the largest output, or of one
     * @param gradients the largest difference of any gradient as a share of that gradient's norm
     */
    private static void compare(Golden golden, Precision precision, double logits, double gradients) {
        try (Scope scope = Scope.open()) {
            Model narrow = golden.model(precision);
            Model wide = golden.model(Precision.FP64);
            Tensor ours = outputs(golden, narrow);
            Tensor reference = outputs(golden, wide);
            assertThat(ours.scalar_type().intern()).isEqualTo(ScalarType.Float);
            double largest = Tensors.item(reference.detach().abs().max());
            assertThat(Golden.difference(ours.to(ScalarType.Double), reference, null))
                    .isLessThan(logits * Math.max(1, largest))
                    .isGreaterThan(0);
            ours.log_softmax(-1, new org.bytedeco.pytorch.ScalarTypeOptional())
                    .select(-1, 0)
                    .sum()
                    .backward();
            reference
                    .log_softmax(-1, new org.bytedeco.pytorch.ScalarTypeOptional())
                    .select(-1, 0)
                    .sum()
                    .backward();
            for (Parameter parameter : narrow.parameters().all()) {
                Tensor mine = parameter.gradient();
                Tensor theirs = wide.parameters().named(parameter.name()).gradient();
                assertThat(mine).as(parameter.name()).isNotNull();
                assertThat(theirs).as(parameter.name()).isNotNull();
                double norm = Tensors.item(torch.linalg_vector_norm(theirs));
                double apart = Tensors.item(
                        torch.linalg_vector_norm(mine.to(ScalarType.Double).sub(theirs)));
                assertThat(apart).as(parameter.name()).isLessThan(gradients * Math.max(norm, 0.1));
            }
        }
    }

    private static Tensor outputs(Golden golden, Model model) {
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        TokenInputs inputs = golden.inputs(model.placement().master());
        Tensor logits = model.logits(model.features(inputs, Pass.evaluation()), Pass.evaluation());
        Tensor mask = Objects.requireNonNull(inputs.mask());
        boolean tokens = model.head().pooling() == Head.Pooling.EACH;
        return tokens ? logits.mul(mask.unsqueeze(-1)) : logits; // what stands at padding is no result
    }
}
