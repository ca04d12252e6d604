// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.attune.app.serve.files.KeptFiles;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.JsonBody;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.store.FileTable.Kept;
import org.attune.app.serve.store.Ids;
import org.attune.app.serve.store.Job;
import org.attune.app.serve.store.JobStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /v1/fine_tuning/jobs}, read.
 *
 * @param bases the place of a base by its name; throws where there is none to learn from
 */
record JobRequest(KeptFiles files, UnaryOperator<String> bases) {

    private static final List<String> FIELDS = List.of(
            "model",
            "training_file",
            "validation_file",
            "suffix",
            "seed",
            "metadata",
            "method",
            "hyperparameters",
            "integrations");

    private static final int MOST_PAIRS = 16;
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_VALUE = 512;
    private static final int LONGEST_SUFFIX = 64;

    Job read(JsonBody body) {
        body.only(FIELDS);
        String base = body.text("model");
        String place = bases.apply(base);
        Kept training = file(body, "training_file");
        Kept validation = body.has("validation_file") ? file(body, "validation_file") : null;
        if (body.has("integrations") && !body.field("integrations").isEmpty()) {
            throw RequestProblem.invalid("integrations", "unsupported_parameter", "integrations are not supported");
        }
        Hyperparameters how = Hyperparameters.of(hyperparameters(body), training.lines());
        OptionalLong seed = body.integer("seed", 0L, Integer.MAX_VALUE);
        return new Job(
                Ids.make("ftjob-"),
                JobStatus.VALIDATING_FILES,
                base,
                place,
                training.id(),
                validation == null ? null : validation.id(),
                suffix(body),
                seed.orElseGet(() -> ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)),
                how.epochs(),
                how.batchSize(),
                how.rate(),
                metadata(body),
                Instant.now().getEpochSecond(),
                Job.Outcome.NONE);
    }

    private Kept file(JsonBody body, String field) {
        Kept file = files.get(body.text(field), field);
        if (!file.purpose().equals(KeptFiles.TRAINING)) {
            throw RequestProblem.invalid(
                    field,
                    "invalid_file_purpose",
                    "the purpose of " + file.id() + " is " + file.purpose() + "; it has to be " + KeptFiles.TRAINING);
        }
        return file;
    }

    /** Of the method, or at the top, where they stood before there were methods. */
    private static JsonBody hyperparameters(JsonBody body) {
        JsonBody old = body.within("hyperparameters");
        if (!body.has("method")) {
            return old;
        }
        JsonBody method = body.within("method").only(List.of("type", "supervised", "dpo", "reinforcement"));
        String type = method.word("type", List.of("supervised", "dpo", "reinforcement"));
        if (!type.equals("supervised")) {
            throw RequestProblem.invalid(
                    "method.type", "unsupported_method", "The method " + type + " is not supported; supervised is");
        }
        JsonBody supervised = method.within("supervised").only(List.of("hyperparameters"));
        return supervised.has("hyperparameters") ? supervised.within("hyperparameters") : old;
    }

    /** Goes into a name, of which colons part the parts. */
    private static @Nullable String suffix(JsonBody body) {
        String suffix = body.textOrNull("suffix");
        if (suffix != null && (suffix.isBlank() || suffix.length() > LONGEST_SUFFIX)) {
            throw body.wrong("suffix", "1 to " + LONGEST_SUFFIX + " characters");
        }
        return suffix == null ? null : suffix.strip().replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static String metadata(JsonBody body) {
        if (!body.has("metadata")) {
            return "{}";
        }
        JsonNode pairs = body.field("metadata");
        boolean fits = pairs.isObject() && pairs.size() <= MOST_PAIRS;
        for (String key : fits ? pairs.propertyNames() : List.<String>of()) {
            JsonNode value = pairs.path(key);
            fits &= key.length() <= LONGEST_KEY
                    && value.isString()
                    && value.stringValue().length() <= LONGEST_VALUE;
        }
        if (!fits) {
            throw body.wrong(
                    "metadata",
                    "at most " + MOST_PAIRS + " texts of " + LONGEST_VALUE + " characters by keys of " + LONGEST_KEY);
        }
        return Json.text(pairs);
    }
}
