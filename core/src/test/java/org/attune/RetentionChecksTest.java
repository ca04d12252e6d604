// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.problem.InputException;
import org.attune.run.Identity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with tasks that a model is said to know is found before a weight is read, and they make the run what it is. */
@Tag("engine")
class RetentionChecksTest {

    @TempDir
    static Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evaluate.retain.old=nowhere.csv | nowhere.csv",
                "evaluate.retain.old={model: nowhere, data: x.csv} | nowhere",
                "evaluate.retain.old={model: own} | name files with labelled rows",
                "evaluate.retain.old.columns.text=nothing | evaluate.retain.old.columns.text",
                "evaluate.retain.old.rows=3 | the key \"rows\" is not known",
                "evaluate.retain={a.b: x.csv} | called by letters, digits, _ and -",
                "require={retain.new.accuracy: '> 0'} | this run has no split \"retain.new\"",
                "require={retain.old.mse: '> 0'} | this run has no metric \"mse\"",
                "model.init=random | what is kept was known before"
            })
    void what_does_not_fit_is_found_before_weights_are_read(String override, String said) throws IOException {
        TwoTasks sequence = TwoTasks.of(folder, "bert");
        List<String> all = new ArrayList<>();
        if (override.contains("old.")) {
            all.add("evaluate.retain.old={data: '" + sequence.rows() + "'}"); // what was short for it, written out
        }
        all.add(override);

        assertThatThrownBy(() -> RunPlan.look(sequence.next("refused", all.toArray(String[]::new))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    /** A table, and a folder of images too, are a part of what makes a run this run; so is the model whose head it is. */
    @Test
    void other_rows_by_the_same_name_make_another_run() throws IOException {
        TwoTasks sequence = TwoTasks.of(folder, "vit");
        Path images = TinyImages.write(folder.resolve("changing"), 6, 5);
        String retain = "evaluate={retain: {old: '" + images + "'}}";
        String replay = "method={name: replay, retain: '" + images + "'}";
        String target = "method={name: coral, target: '" + images + "'}";
        List<Identity> before = identities(sequence, retain, replay, target);
        assertThat(identities(sequence, retain, replay, target)).isEqualTo(before);
        TinyImages.write(images, 6, 6); // other pixels by the same names

        List<Identity> after = identities(sequence, retain, replay, target);
        for (int i = 0; i < after.size(); i++) {
            assertThat(after.get(i).differencesTo(before.get(i))).hasSize(1);
        }
    }

    private static List<Identity> identities(TwoTasks sequence, String... overrides) throws IOException {
        List<Identity> identities = new ArrayList<>();
        for (String override : overrides) {
            try (RunPlan plan = RunPlan.look(sequence.next("identity", override))) {
                identities.add(plan.identity());
            }
        }
        return identities;
    }

    @Test
    void a_head_that_was_tuned_on_another_body_is_refused() throws IOException {
        TwoTasks sequence = TwoTasks.of(folder, "bert");
        Path other = new Subject("distilbert", "full", "text-classification").teacher(folder);
        Path untuned = TinyModel.pretrained(folder.resolve("bare"), "bert");
        String rows = ", data: '" + sequence.rows() + "'}}";

        assertThatThrownBy(() -> RunPlan.look(
                        sequence.next("other", "evaluate={retain: {old: {model: '" + other + "'" + rows + "}")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("what lies below its head is of another kind");
        assertThatThrownBy(() -> RunPlan.look(
                        sequence.next("bare", "evaluate={retain: {old: {model: '" + untuned + "'" + rows + "}")))
                .isInstanceOf(InputException.class);
    }
}
