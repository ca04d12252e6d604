// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A fine-tuning job as it was accepted, and what became of it.
 *
 * @param place where its base is, whatever the server calls it later
 * @param rate times the usual learning rate
 * @param metadata an object of JSON
 * @param created seconds since 1970
 */
public record Job(
        String id,
        JobStatus status,
        String base,
        String place,
        String trainingFile,
        @Nullable String validationFile,
        @Nullable String suffix,
        long seed,
        int epochs,
        int batchSize,
        double rate,
        String metadata,
        long created,
        Outcome outcome) {

    static final RowMapper<Job> ROWS = (row, context) -> new Job(
            row.getString("id"),
            JobStatus.of(row.getString("status")),
            row.getString("base"),
            row.getString("place"),
            row.getString("training_file"),
            row.getString("validation_file"),
            row.getString("suffix"),
            row.getLong("seed"),
            row.getInt("epochs"),
            row.getInt("batch_size"),
            row.getDouble("rate"),
            row.getString("metadata"),
            row.getLong("created"),
            new Outcome(
                    (Number) row.getObject("finished"),
                    row.getString("model"),
                    row.getString("result_file"),
                    (Number) row.getObject("tokens"),
                    row.getString("error_code"),
                    row.getString("error")));

    /** All null until it is known. */
    public record Outcome(
            @Nullable Number finished,
            @Nullable String model,
            @Nullable String resultFile,
            @Nullable Number tokens,
            @Nullable String errorCode,
            @Nullable String error) {

        public static final Outcome NONE = new Outcome(null, null, null, null, null, null);
    }

    /** What its model is called: {@code ft:BASE:attune:SUFFIX:ID}. */
    public String modelName() {
        return "ft:" + base + ":attune:" + (suffix == null ? "" : suffix) + ":" + id.substring(id.length() - 8);
    }
}
