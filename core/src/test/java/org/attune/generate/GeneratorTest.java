// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.attune.generate.Generated.Finish;
import org.attune.model.Base;
import org.attune.model.Model;
import org.attune.model.TokenInputs;
import org.attune.nn.Pass;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.attune.tensor.Grad;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws of generation, its ends and its refusals, on a random decoder of forty words and 32 positions. */
@Tag("engine")
@SuppressWarnings("MustBeClosedChecker") // closed after each test
class GeneratorTest {

    private static final Sampling SAMPLING = new Sampling(12, new Filters(1.1, 1.3, 30, 0.97, 0.01), Stops.NONE, 21);

    private static final List<Prompt> PROMPTS =
            List.of(prompt(0, 5, 9, 31, 7, 20), prompt(1, 8), prompt(2, 17, 30, 4), prompt(3, 17, 30, 4));

    @TempDir
    Path folder;

    private Base base;
    private Scope scope;
    private Model model;
    private Generator generator;

    @BeforeEach
    void open() {
        open(TinyLanguage.WORDS);
    }

    private void open(int words) {
        base = TinyLanguage.open(folder, "llama", words);
        scope = Scope.open();
        model = TinyLanguage.build(base);
        generator = new Generator(model, base.tokenizer());
    }

    @AfterEach
    void close() {
        scope.close();
        base.close();
    }

    private static Prompt prompt(long id, int... tokens) {
        return new Prompt(id, tokens, "prompt " + id);
    }

    private Generated alone(Prompt prompt, Sampling sampling) {
        return generator.generate(List.of(prompt), sampling, Listener.NONE).get(0);
    }

    private static void assertSame(Generated found, Generated expected) {
        assertThat(found.tokens()).containsExactly(expected.tokens());
        assertThat(found.text()).isEqualTo(expected.text());
        assertThat(found.logProbabilities()).containsExactly(expected.logProbabilities(), within(1e-10));
    }

    @Test
    void a_batch_is_its_rows_one_at_a_time() {
        List<Generated> together = generator.generate(PROMPTS, SAMPLING, Listener.NONE);

        for (int row = 0; row < PROMPTS.size(); row++) {
            assertSame(together.get(row), alone(PROMPTS.get(row), SAMPLING));
        }
        assertThat(together.get(2).tokens())
                .as("rows with the same prompt draw by their own ids")
                .isNotEqualTo(together.get(3).tokens());
    }

    /** Also where some rows end long before others. */
    @Test
    void a_batch_is_its_rows_one_at_a_time_where_tokens_stop_them() {
        Sampling stopping = SAMPLING.with(new Stops(Set.of(3, 7, 12, 33, 39, 20), List.of()));

        List<Generated> together = generator.generate(PROMPTS, stopping, Listener.NONE);

        assertThat(together.stream().map(one -> one.tokens().length).distinct().count())
                .isGreaterThan(1);
        for (int row = 0; row < PROMPTS.size(); row++) {
            assertSame(together.get(row), alone(PROMPTS.get(row), stopping));
        }
    }

    @Test
    void the_same_seed_is_the_same_text_and_another_seed_another_one() {
        assertSame(alone(PROMPTS.get(0), SAMPLING), alone(PROMPTS.get(0), SAMPLING));
        assertThat(alone(PROMPTS.get(0), SAMPLING.withSeed(22)).tokens())
                .isNotEqualTo(alone(PROMPTS.get(0), SAMPLING).tokens());
    }

    @Test
    void with_the_cache_words_are_those_of_the_whole_text_computed_again() {
        int[] text = PROMPTS.get(0).tokens();
        Generated found = alone(PROMPTS.get(0), Sampling.greedy(10));
        for (int number = 0; number < 10; number++) {
            double[] scores = whole(text);
            int best = 0;
            for (int id = 1; id < scores.length; id++) {
                best = scores[id] > scores[best] ? id : best;
            }
            double most = scores[best];
            double sum =
                    Arrays.stream(scores).map(score -> Math.exp(score - most)).sum();
            assertThat(found.tokens()[number]).isEqualTo(best);
            assertThat(found.logProbabilities()[number]).isCloseTo(-Math.log(sum), within(1e-10));
            text = Arrays.copyOf(text, text.length + 1);
            text[text.length - 1] = best;
        }
    }

    private double[] whole(int[] text) {
        try (Grad off = Grad.off();
                Scope step = Scope.open()) {
            Tensor ids = Tensors.of(Arrays.stream(text).asLongStream().toArray(), 1, text.length);
            Tensor states = model.backbone().forward(new TokenInputs(ids, null, null), Pass.evaluation());
            return Tensors.doubles(model.logits(states.select(1, text.length - 1L), Pass.evaluation()));
        }
    }

    @Test
    void a_listener_hears_each_token_and_all_of_the_text() {
        TreeMap<Long, List<Integer>> tokens = new TreeMap<>();
        TreeMap<Long, String> texts = new TreeMap<>();

        List<Generated> found = generator.generate(PROMPTS, SAMPLING, (row, token, text) -> {
            tokens.computeIfAbsent(row, id -> new ArrayList<>()).add(token);
            texts.merge(row, text, String::concat);
        });

        for (Generated one : found) {
            assertThat(tokens.get(one.id()))
                    .containsExactly(Arrays.stream(one.tokens()).boxed().toArray(Integer[]::new));
            assertThat(texts.get(one.id())).isEqualTo(one.text());
            assertThat(one.text()).isEqualTo(base.tokenizer().decode(one.tokens()));
        }
    }

    @Test
    void a_stop_token_ends_a_row_and_has_no_text() {
        int[] whole = alone(PROMPTS.get(0), Sampling.greedy(12)).tokens();
        int end = whole[5];
        int first = (int) Arrays.stream(whole).takeWhile(id -> id != end).count();

        Generated found = alone(PROMPTS.get(0), Sampling.greedy(12).with(new Stops(Set.of(end), List.of())));

        assertThat(found.finish()).isEqualTo(Finish.STOP);
        assertThat(found.tokens()).containsExactly(Arrays.copyOf(whole, first + 1));
        assertThat(found.text()).isEqualTo(base.tokenizer().decode(Arrays.copyOf(whole, first)));
    }

    @Test
    void a_stop_text_over_two_tokens_ends_a_row_and_is_cut_off() {
        String whole = alone(PROMPTS.get(0), Sampling.greedy(12)).text();
        String stop = whole.substring(whole.length() / 2 - 2, whole.length() / 2 + 3);
        assertThat(stop.strip()).contains(" ");

        Generated found = alone(PROMPTS.get(0), Sampling.greedy(12).with(new Stops(Set.of(), List.of(stop))));

        assertThat(found.finish()).isEqualTo(Finish.STOP);
        assertThat(found.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(found.tokens().length).isLessThan(12);
    }

    @Test
    void a_row_ends_where_the_positions_do() {
        int[] tokens = new int[28];
        Arrays.fill(tokens, 5);

        List<Generated> found =
                generator.generate(List.of(prompt(0, tokens), prompt(1, 6)), Sampling.greedy(9), Listener.NONE);

        assertThat(found.get(0).finish()).isEqualTo(Finish.CONTEXT);
        assertThat(found.get(0).tokens()).hasSize(4);
        assertThat(found.get(1).finish()).isEqualTo(Finish.LENGTH);
        assertThat(found.get(1).tokens()).hasSize(9);
    }

    @Test
    void prompts_that_are_empty_or_too_long_are_all_named_before_the_start() {
        assertThatThrownBy(() -> generator.generate(
                        List.of(prompt(0), prompt(1, 4), prompt(2, new int[32])), SAMPLING, Listener.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("prompt 0")
                .hasMessageContaining("without tokens")
                .hasMessageContaining("prompt 2")
                .hasMessageContaining("a prompt of 32 tokens");
    }

    @Test
    void who_cancels_gets_what_there_is() {
        int[] heard = {0};
        Generated found = generator
                .generate(List.of(PROMPTS.get(0)), SAMPLING, new Listener() {
                    @Override
                    public void token(long row, int token, String text) {
                        heard[0]++;
                    }

                    @Override
                    public boolean cancelled() {
                        return heard[0] == 3;
                    }
                })
                .get(0);

        assertThat(found.finish()).isEqualTo(Finish.CANCELLED);
        assertThat(found.tokens()).hasSize(3);
    }

    @Test
    void rows_of_the_vocabulary_that_are_no_tokens_are_never_written() {
        close();
        open(24);
        List<Generated> found = generator.generate(PROMPTS, SAMPLING.with(Filters.temperature(50)), Listener.NONE);

        assertThat(found)
                .allSatisfy(one -> assertThat(Arrays.stream(one.tokens())).allMatch(id -> id < 24));
        assertThat(found)
                .allSatisfy(
                        one -> assertThat(one.text()).isEqualTo(base.tokenizer().decode(one.tokens())));
    }

    @Test
    void scores_that_are_not_finite_are_one_problem() {
        try (Grad off = Grad.off()) {
            model.parameters().named("lm_head.weight").master().select(0, 11).fill_(Tensors.scalar(Double.NaN));
        }
        assertThatThrownBy(() -> alone(PROMPTS.get(0), SAMPLING))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("prompt 0")
                .hasMessageContaining("the score NaN");
    }

    @Test
    void no_prompts_are_no_texts() {
        assertThat(generator.generate(List.of(), SAMPLING, Listener.NONE)).isEmpty();
    }
}
