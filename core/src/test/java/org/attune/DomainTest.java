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
import org.attune.config.Recipe;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Adaptation to a domain without labels. Its equations are in DomainGoldenTest, its laws in LawsTest. */
@Tag("engine")
class DomainTest {

    private static final int FIRST_SEVENTH = 7;

    @TempDir
    static Path folder;

    /** Without a share in the loss the other domain leaves no trace: no row of a step knows that it is there. */
    @ParameterizedTest
    @ValueSource(strings = {"coral", "mmd"})
    void without_strength_it_is_full_tuning(String method) throws IOException {
        Subject full = new Subject("bert", "full", "text-classification");
        List<Double> alone = RunBits.losses(FineTune.run(full.recipe(folder, "alone")));
        List<Double> none = RunBits.losses(FineTune.run(recipe(method, "none", "method.strength=0")));

        assertThat(none).hasSameSizeAs(alone);
        for (int i = 0; i < none.size(); i++) {
            assertThat(none.get(i)).isCloseTo(alone.get(i), within(2e-5));
        }
    }

    /** Every epoch of them once, in an order that another seed makes another one. */
    @Test
    void rows_of_the_other_domain_go_round_by_the_number_of_the_step() throws IOException {
        List<Long> seen = new ArrayList<>();
        List<Long> again = new ArrayList<>();
        List<Long> other = new ArrayList<>();
        try (Prepared run = Prepared.of(recipe("coral", "round"));
                Prepared same = Prepared.of(recipe("coral", "round"));
                Prepared seed = Prepared.of(recipe("coral", "round", "seed=14"))) {
            for (long step = 1; step <= FIRST_SEVENTH; step++) {
                seen.addAll(joined(run, step));
                again.addAll(joined(same, step));
                other.addAll(joined(seed, step));
            }
        }
        int rows = 48;
        assertThat(seen).hasSize(16 * FIRST_SEVENTH);
        assertThat(seen.subList(0, rows)).doesNotHaveDuplicates();
        assertThat(seen.subList(rows, 2 * rows))
                .containsExactlyInAnyOrderElementsOf(seen.subList(0, rows))
                .isNotEqualTo(seen.subList(0, rows));
        assertThat(again).isEqualTo(seen);
        assertThat(other).isNotEqualTo(seen);
    }

    private static List<Long> joined(Prepared run, long step) {
        Batch own = MethodContractTest.batch(run.train(), 0, 16);
        Batch all = run.method().joined(own, step);
        assertThat(all.examples().subList(0, 16)).isEqualTo(own.examples());
        return all.examples().subList(16, all.size()).stream().map(Example::key).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coral | method.target=nowhere.csv             | nowhere.csv",
                "coral | method.target=null                    | name files with rows of the other domain",
                "coral | method.strength=-1                    | strength is from 0",
                "mmd   | method.hidden=10                      | the key \"hidden\" is not known",
                "dann  | method.hidden=0                       | hidden is at least 1",
                "mmd   | training.micro_batch_size=4           | so parts of a step learn otherwise than the whole"
            })
    void options_that_do_not_fit_are_found_before_weights_are_read(String method, String override, String said) {
        assertThatThrownBy(() -> RunPlan.look(recipe(method, "refused", override)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    @Test
    void rows_without_the_models_columns_and_tasks_without_one_state_a_row_are_refused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "words\nwhere is my order\n");
        String tags = "method={name: coral, target: '" + other + "'}";

        assertThatThrownBy(() -> RunPlan.look(recipe("mmd", "columns", "method.target=" + other)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it has no column \"text\"");
        assertThatThrownBy(() ->
                        RunPlan.look(new Subject("bert", "full", "token-classification").recipe(folder, "tags", tags)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("domains are compared by one state for each row");
    }

    @Test
    void the_adversary_is_counted_among_what_learns() throws IOException {
        try (RunPlan adversary = RunPlan.look(recipe("dann", "counted", "method.hidden=10"));
                RunPlan coral = RunPlan.look(recipe("coral", "counted"))) {
            assertThat(adversary.learnt() - coral.learnt()).isEqualTo(10 * 16 + 10 + 10 + 1);
        }
    }

    private static Recipe recipe(String method, String name, String... overrides) throws IOException {
        return new Subject("bert", method, "text-classification").recipe(folder, method + "-" + name, overrides);
    }
}
