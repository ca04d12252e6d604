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
import org.attune.method.Method.Predictor;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.task.Choosing;
import org.attune.task.Encoded;
import org.attune.task.GeneratedScores;
import org.attune.task.Task;
import org.attune.task.Writing;

/** What a language model writes for held-out rows, greedily, beside what was to be written. */
public final class Written {

    private static final int BATCH = 8;

    private Written() {}

    /** A split's metrics, and where the task asks for them, those of what the model writes and of the answers that it chooses. */
    public static SplitEvaluation beside(
            SplitEvaluation measured, Model model, Task task, Encoded data, Bootstrap bootstrap) {
        SplitEvaluation all = measured;
        Writing writing = task.writing();
        if (writing != null) {
            TextChecks checks = TextChecks.of(writing.asked());
            all = with(all, Generation.measure(of(model, writing, data), checks, bootstrap));
        }
        Choosing choosing = task.choosing();
        if (choosing != null) {
            Choosing.Asked asked = choosing.ask(data.rows());
            Predictor predictor = batch -> task.outputs(model, task.features(model, batch, Pass.evaluation()), batch);
            float[][] outputs = Evaluation.outputs(predictor, asked.examples());
            all = with(all, MultipleChoice.measure(asked.scores(outputs), bootstrap));
        }
        return all;
    }

    private static SplitEvaluation with(SplitEvaluation all, SplitEvaluation more) {
        return all.with(SplitEvaluation.of(all.n(), more.metrics()));
    }

    private static GeneratedScores of(Model model, Writing writing, Encoded data) {
        Generator generator = new Generator(model, writing.tokenizer());
        Sampling sampling =
                Sampling.greedy(writing.asked().generate().orElse(1)).with(new Stops(writing.endTokens(), List.of()));
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
