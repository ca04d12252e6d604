// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.store.Job;
import org.attune.app.serve.store.JobEvent;
import org.attune.app.serve.store.TunedModel;
import org.jspecify.annotations.Nullable;

/** Jobs, events and checkpoints as OpenAI's API shows them. */
final class JobDocuments {

    private static final String ORGANIZATION = "org-attune";

    private JobDocuments() {}

    static Map<String, Object> of(Job job) {
        Job.Outcome outcome = job.outcome();
        Map<String, Object> hyperparameters = new LinkedHashMap<>();
        hyperparameters.put("n_epochs", job.epochs());
        hyperparameters.put("batch_size", job.batchSize());
        hyperparameters.put("learning_rate_multiplier", job.rate());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("object", "fine_tuning.job");
        document.put("id", job.id());
        document.put("model", job.base());
        document.put("created_at", job.created());
        document.put("finished_at", outcome.finished());
        document.put("fine_tuned_model", outcome.model());
        document.put("organization_id", ORGANIZATION);
        document.put("result_files", outcome.resultFile() == null ? List.of() : List.of(outcome.resultFile()));
        document.put("status", job.status().word());
        document.put("validation_file", job.validationFile());
        document.put("training_file", job.trainingFile());
        document.put("hyperparameters", hyperparameters);
        document.put("trained_tokens", outcome.tokens());
        document.put("error", outcome.error() == null ? null : error(outcome));
        document.put("user_provided_suffix", job.suffix());
        document.put("seed", job.seed());
        document.put("estimated_finish", null);
        document.put("integrations", List.of());
        document.put("metadata", Json.plain(Json.read(job.metadata())));
        document.put("method", Map.of("type", "supervised", "supervised", Map.of("hyperparameters", hyperparameters)));
        return Json.map(document);
    }

    private static Map<String, @Nullable Object> error(Job.Outcome outcome) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", outcome.errorCode());
        error.put("message", outcome.error());
        error.put("param", null);
        return error;
    }

    static Map<String, Object> of(JobEvent.Told told) {
        JobEvent event = told.event();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("object", "fine_tuning.job.event");
        document.put("id", told.id());
        document.put("created_at", told.created());
        document.put("level", event.level());
        document.put("message", event.message());
        document.put("type", event.type());
        document.put("data", event.data() == null ? null : Json.plain(Json.read(event.data())));
        return Json.map(document);
    }

    static Map<String, Object> of(TunedModel checkpoint) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("object", "fine_tuning.job.checkpoint");
        document.put("id", checkpoint.id());
        document.put("created_at", checkpoint.created());
        document.put("fine_tuned_model_checkpoint", checkpoint.name());
        document.put("fine_tuning_job_id", checkpoint.job());
        document.put("step_number", checkpoint.step());
        document.put("metrics", Json.plain(Json.read(checkpoint.metrics())));
        return Json.map(document);
    }
}
