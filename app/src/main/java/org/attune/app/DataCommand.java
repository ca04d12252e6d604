// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.attune.RunPlan;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.problem.InputException;
import org.attune.tokenizer.chat.ChatSample;
import org.attune.tokenizer.chat.TokenPreview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at data. */
@Command(
        name = "data",
        description = "Looks at data sets and mends them.",
        synopsisSubcommandLabel = "(inspect | clean | labels | split | augment | diff | preview)",
        footerHeading = "%nExample:%n",
        footer = {
            "  attune data inspect train.csv --test test.csv",
            "  attune data clean train.csv --near-duplicates 0.8 --out cleaned",
            "  attune data labels cleaned/data.csv --model builtin:minilm --out audit",
            "  attune data split cleaned/data.csv --out parts",
            "  attune data augment parts/train.csv --model builtin:minilm --rows 200 --out more",
            "  attune data diff train.csv cleaned/data.csv",
            "  attune data preview recipe.yaml"
        })
final class DataCommand {

    @Mixin
    Common common = new Common();

    /** Rows token by token. */
    @Command(
            name = "preview",
            description = {
                "Shows training rows of a language model token by token: id, role, + where the token is learnt, text.",
                "Reads and checks recipe, data and model as attune train --dry-run does."
            },
            footerHeading = "%nExample:%n",
            footer = "  attune data preview recipe.yaml data.template=chatml --rows 2")
    static final class Preview implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Mixin
        RecipeParameters recipe = new RecipeParameters();

        @Option(names = "--rows", paramLabel = "N", description = "How many rows; 3 unless given.")
        private int rows = 3;

        Preview(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            PrintStream out = session.console().out();
            List<String> documents = new ArrayList<>();
            try (RunPlan plan = RunPlan.look(recipe.read().recipe())) {
                for (Row row : plan.split(Dataset.TRAIN).rows()) {
                    ChatSample sample = documents.size() < rows ? plan.task().sample(row) : null;
                    if (sample != null) {
                        documents.add(common.json ? TokenPreview.json(sample) : text(row, sample));
                    }
                }
                if (documents.isEmpty()) {
                    throw nothing(plan.task().name());
                }
            }
            out.print(common.json ? "[" + String.join(",", documents) + "]\n" : String.join("\n", documents));
            return ExitCode.DONE;
        }

        private static String text(Row row, ChatSample sample) {
            return row.where() + "\n" + TokenPreview.text(sample, false);
        }

        private static InputException nothing(String task) {
            return new InputException(
                    "data.preview",
                    "task: " + task,
                    "a model that does not learn tokens",
                    "what is shown token by token are rows of a language model (task: causal-lm)",
                    "attune train RECIPE --dry-run reads and checks data of every task");
        }
    }
}
