// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.app.serve.files.KeptFiles;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.store.Job;
import org.attune.config.Recipe;
import org.attune.config.RunConfig;
import org.attune.method.Methods;
import org.attune.model.Base;
import org.attune.model.ModelImport;
import org.attune.run.AtomicFile;

/** A job as a recipe. It is written once: a run goes on only with the same one. */
final class JobRecipe {

    /** As many checkpoints as OpenAI keeps of a job. */
    private static final int CHECKPOINTS = 3;

    private JobRecipe() {}

    static void write(Job job, KeptFiles files, Path run, Path recipe) {
        if (!Files.exists(recipe)) {
            String usual = text(job, files, run, "");
            AtomicFile.write(
                    recipe, job.rate() == 1 ? usual : text(job, files, run, ", learning_rate: " + rate(job, usual)));
        }
    }

    private static String text(Job job, KeptFiles files, Path run, String rate) {
        String validation = job.validationFile();
        return """
                # The fine-tuning job %s
                model: %s
                task: causal-lm
                data: {train: %s, validation: %s, layout: openai}
                method: {name: lora, rank: 8, alpha: 16}
                training: {epochs: %d, batch_size: %d%s}
                checkpoint: {every: epoch, keep: %d}
                export: {checkpoints: true}
                seed: %d
                output: %s
                """.formatted(
                job.id(),
                Json.text(job.place()),
                Json.text(files.path(job.trainingFile()).toString()),
                validation == null ? "none" : Json.text(files.path(validation).toString()),
                job.epochs(),
                job.batchSize(),
                rate,
                CHECKPOINTS,
                job.seed(),
                Json.text(run.toString()));
    }

    private static double rate(Job job, String usual) {
        Recipe recipe = Recipe.fromYaml(usual);
        RunConfig config = recipe.config();
        try (Base base = ModelImport.open(config.model())) {
            int width = base.config().sizes().width();
            return job.rate()
                    * Methods.plan(config.method(), recipe.resolved())
                            .learningRate()
                            .applyAsDouble(width);
        }
    }
}
