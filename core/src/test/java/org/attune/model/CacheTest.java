// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.attune.nn.Pass;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that go through a model with a cache have the states that they have in the whole text. */
@Tag("engine")
class CacheTest {

    private static final double TOLERANCE = 1e-10;

    @ParameterizedTest
    @ValueSource(strings = {"llama", "mistral", "qwen2", "qwen3", "gpt2", "gemma", "gemma2", "gemma3_text"})
    void one_token_after_another_is_the_whole_text(String type) {
        Golden golden = new Golden(type, "");
        try (Scope scope = Scope.open()) {
            Model model = golden.model(Precision.FP64);
            TokenInputs whole = golden.inputs(ScalarType.Double);
            Tensor states = model.backbone().forward(whole, Pass.evaluation());
            int time = (int) whole.time();
            for (int first : new int[] {1, 3, time - 1}) {
                Cache cache = new Cache(model.backbone(), (int) whole.batch(), time, scope);

                Tensor found = part(model, whole, cache, 0, first);
                for (int t = first; t < time; t++) {
                    found = torch.cat(new TensorVector(found, part(model, whole, cache, t, 1)), 1);
                }

                assertThat(Golden.difference(found, states, whole.mask())).isLessThan(TOLERANCE);
            }
        }
    }

    /** Rows of different lengths continue together: their padding takes a place in memory and none in the text. */
    @ParameterizedTest
    @ValueSource(strings = {"llama", "mistral", "gpt2", "gemma3_text"})
    void padding_between_a_prompt_and_its_continuation_changes_nothing(String type) {
        Golden golden = new Golden(type, "");
        try (Scope scope = Scope.open()) {
            Model model = golden.model(Precision.FP64);
            long[] text = {3, 9, 4, 7, 12, 5, 8};
            Cache cache = new Cache(model.backbone(), 2, 9, scope);
            Tensor ids = Tensors.of(new long[] {3, 9, 4, 7, 12, 3, 9, 0, 0, 0}, 2, 5);
            Tensor mask = Tensors.of(new double[] {1, 1, 1, 1, 1, 1, 1, 0, 0, 0}, 2, 5);
            model.backbone().forward(TokenInputs.next(ids, mask, cache), Pass.evaluation());
            Tensor next = Tensors.of(new long[] {5, 4}, 2, 1);

            Tensor states = model.backbone().forward(TokenInputs.next(next, null, cache), Pass.evaluation());

            Tensor alone =
                    model.backbone().forward(new TokenInputs(Tensors.of(text, 1, 7), null, null), Pass.evaluation());
            assertThat(Golden.difference(states.narrow(0, 0, 1), alone.narrow(1, 5, 1), null))
                    .isLessThan(TOLERANCE);
            assertThat(Golden.difference(states.narrow(0, 1, 1), alone.narrow(1, 2, 1), null))
                    .isLessThan(TOLERANCE);
        }
    }

    @Test
    void rows_that_are_kept_go_on_as_if_the_others_had_never_been_there() {
        try (Scope scope = Scope.open()) {
            Model model = new Golden("gemma3_text", "").model(Precision.FP64);
            Cache cache = new Cache(model.backbone(), 3, 9, scope);
            Tensor ids = Tensors.of(new long[] {3, 9, 4, 7, 12, 3, 9, 0, 0, 0, 8, 8, 8, 0, 0}, 3, 5);
            Tensor mask = Tensors.of(new double[] {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0}, 3, 5);
            model.backbone().forward(TokenInputs.next(ids, mask, cache), Pass.evaluation());

            cache.select(new int[] {1});
            Tensor next = Tensors.of(new long[] {4}, 1, 1);
            Tensor states = model.backbone().forward(TokenInputs.next(next, null, cache), Pass.evaluation());

            Tensor text = Tensors.of(new long[] {3, 9, 4}, 1, 3);
            Tensor alone = model.backbone().forward(new TokenInputs(text, null, null), Pass.evaluation());
            assertThat(Golden.difference(states, alone.narrow(1, 2, 1), null)).isLessThan(TOLERANCE);
        }
    }

    @Test
    void more_tokens_than_it_can_hold_are_refused() {
        try (Scope scope = Scope.open()) {
            Model model = new Golden("llama", "").model(Precision.FP64);
            Cache cache = new Cache(model.backbone(), 1, 2, scope);
            TokenInputs three = TokenInputs.next(Tensors.of(new long[] {3, 4, 5}, 1, 3), null, cache);

            assertThatIllegalStateException().isThrownBy(() -> model.backbone().forward(three, Pass.evaluation()));
        }
    }

    private static Tensor part(Model model, TokenInputs whole, Cache cache, long from, long count) {
        Tensor mask = whole.mask();
        TokenInputs inputs = TokenInputs.next(
                whole.ids().narrow(1, from, count),
                mask == null ? null : mask.narrow(1, from, count).contiguous(),
                cache);
        return model.backbone().forward(inputs, Pass.evaluation());
    }
}
