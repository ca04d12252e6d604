// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.config.Recipe;
import org.attune.distributed.Peers;
import org.attune.run.StopSignal;
import org.attune.train.StepProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A profile changes nothing; and what a step asks of the engine is counted, so that a step that asks for more is noticed. */
@Tag("engine")
@Tag("flow")
class StepProfileTest {

    /** Parts that run once in every step. */
    private static final Set<String> OF_THE_FLOW = Set.of("batch", "gradient norm", "optimiser");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "bert, full, text-classification, training.recompute=false, attention",
        "llama, lora, causal-lm, training.recompute=true, attention",
        "vit, freeze, image-classification, training.recompute=false, attention",
        "resnet, full, image-classification, training.recompute=false, convolution"
    })
    void a_profiled_run_has_the_same_bits(String architecture, String method, String task, String setting, String part)
            throws IOException {
        Subject subject = new Subject(architecture, method, task);
        RunResult plain = FineTune.run(subject.recipe(folder, "plain", setting));
        Recipe recipe = subject.recipe(folder, "profiled", setting);
        StepProfile.Summary summary = profiled(recipe);

        assertThat(RunBits.of(recipe.config().output())).isEqualTo(RunBits.of(plain.directory()));
        assertThat(summary.steps()).isEqualTo(6); // of twelve
        assertThat(summary.parts().stream()
                        .mapToDouble(StepProfile.Part::seconds)
                        .sum())
                .isCloseTo(summary.seconds(), within(1e-12));
        assertThat(summary.parts())
                .filteredOn(one -> one.name().equals(part))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.forward()).isPositive();
                    assertThat(one.backward()).isPositive();
                });
        assertThat(summary.memory()).containsKeys("weights", "gradients", "moments", "java heap", "process, now");
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(Files.readString(recipe.config().output().resolve("profile.json")))
                        .path("parts")
                        .size())
                .isEqualTo(summary.parts().size());
    }

    /** Counts rather than seconds, which no machine repeats. Where one has risen a step takes longer: find out why before it is changed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bert  | full | text-classification | activation 3 attention 2 dropout 8 embedding 3 linear 10 loss 1 norm 5 objects 549 bytes 525765
            llama | lora | causal-lm | activation 2 attention 2 dropout 16 embedding 1 linear 11 loss 1 norm 5 objects 912 bytes 571535
            """)
    void a_step_asks_as_much_of_the_engine_as_it_did(String architecture, String method, String task, String counts)
            throws IOException {
        StepProfile.Summary summary = profiled(new Subject(architecture, method, task).recipe(folder, "run"));

        assertThat(counts(summary)).isEqualTo(counts);
    }

    /** Calls of each part in a step, native objects made, and bytes that the parts handed on. */
    private static String counts(StepProfile.Summary summary) {
        double bytes =
                summary.parts().stream().mapToDouble(StepProfile.Part::bytes).sum();
        return summary.parts().stream()
                        .filter(part -> part.calls() > 0 && !OF_THE_FLOW.contains(part.name()))
                        .map(part -> String.format(Locale.ROOT, "%s %.0f", part.name(), part.calls()))
                        .sorted()
                        .collect(Collectors.joining(" "))
                + String.format(Locale.ROOT, " objects %.0f bytes %.0f", summary.objects(), bytes);
    }

    private static StepProfile.Summary profiled(Recipe recipe) {
        try (StepProfile profile = StepProfile.of(recipe.config())) {
            FineTune.run(recipe, RunOptions.DEFAULT, Peers.single(), profile, new StopSignal());
            return profile.summary().orElseThrow();
        }
    }
}
