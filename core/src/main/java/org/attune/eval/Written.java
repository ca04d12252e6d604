// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.List;
import org.attune.generate.Generated;
import org.attune.generate.Generator;
import org.attune.generate.Listener;
import org.attune.generate.Prompt;
import org.attune.generate.Sampling;
import org.attune.generate.Stops;
import org.attune.model.Model;
import org.attune.task.Encoded;
import org.attune.task.GeneratedScores;
import org.attune.task.Task;
import org.attune.task.Writing;

/** What a language model writes for held-out rows, greedily, beside what was to be written. */
public final class Written {

    private static final int BATCH = 8;

    private Written() {}

    /** A split's metrics, and where the task writes, those of what the model writes besides. */
    public static SplitEvaluation beside(
            SplitEvaluation measured, Model model, Task task, Encoded data, Bootstrap bootstrap) {
        Writing writing = task.writing();
        if (writing == null) {
            return measured;
        }
        SplitEvaluation texts = Generation.measure(of(model, writing, data), TextChecks.NONE, bootstrap);
        return measured.with(SplitEvaluation.of(measured.n(), texts.metrics()));
    }

    private static GeneratedScores of(Model model, Writing writing, Encoded data) {
        Generator generator = new Generator(model, writing.tokenizer());
        Sampling sampling = Sampling.greedy(writing.maxNewTokens()).with(new Stops(writing.endTokens(), List.of()));
        List<Writing.Begun> begun = writing.begin(data);
        List<String> said = new ArrayList<>();
        for (int from = 0; from < begun.size(); from += BATCH) {
            List<Prompt> prompts = begun.subList(from, Math.min(begun.size(), from + BATCH)).stream()
                    .map(row -> new Prompt(
                            row.row(), row.prompt(), data.rows().get(row.row()).where()))
                    .toList();
            generator.generate(prompts, sampling, Listener.NONE).stream()
                    .map(Generated::text)
                    .forEach(said::add);
        }
        return new GeneratedScores(
                said, begun.stream().map(row -> List.of(row.text())).toList());
    }
}
