// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs of one step on {@link TinyModel}: models that have learnt next to nothing, of each kind. */
final class TinyRuns {

    private TinyRuns() {}

    static String classes(Path folder) {
        return run(folder, "classes", TinyData.classes(folder.resolve("classes.csv"), 32));
    }

    static String pairs(Path folder) {
        return run(
                folder,
                "pairs",
                TinyData.pairs(folder.resolve("pairs.tsv"), 32),
                "task=text-regression",
                "data.columns={text: sentence1, text_pair: sentence2, label: score}");
    }

    static String tags(Path folder) {
        return run(folder, "tags", TinyData.sentences(folder.resolve("tags.conll"), 32), "task=token-classification");
    }

    private static String run(Path folder, String name, Path data, String... more) {
        Path run = folder.resolve("runs").resolve(name);
        List<String> command = new ArrayList<>(List.of(
                "train",
                "--model",
                TinyModel.in(folder.resolve("base")).toString(),
                "--data",
                data.toString(),
                "--output",
                run.toString(),
                "--quiet",
                "data.validation=none",
                "training.max_steps=1",
                "training.threads=1"));
        command.addAll(Arrays.asList(more));
        Cli trained = Cli.run(command.toArray(String[]::new));
        assertThat(trained.code()).as(trained.err()).isZero();
        return run.toString();
    }
}
