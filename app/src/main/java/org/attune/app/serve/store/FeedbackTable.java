// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** What would have been right, with the input that it is right for. */
public final class FeedbackTable {

    private static final RowMapper<Kept> ROWS = (row, context) -> new Kept(
            row.getLong("number"),
            new Feedback(
                    row.getString("model"),
                    row.getString("prediction_id"),
                    row.getString("input"),
                    row.getString("prediction"),
                    row.getString("truth"),
                    row.getString("label"),
                    row.getString("key_id")),
            row.getString("created"));

    private final Jdbi jdbi;

    FeedbackTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One of them.
     *
     * @param predictionId null where the input was sent along
     * @param input the columns that the model reads, as an object of JSON
     * @param prediction what the model said, as JSON; null where it was not asked
     * @param truth the column that the label stands in
     * @param label as JSON
     * @param keyId who said it; empty without keys
     */
    public record Feedback(
            String model,
            @Nullable String predictionId,
            String input,
            @Nullable String prediction,
            String truth,
            String label,
            String keyId) {}

    /** One with its number and its time. */
    public record Kept(long number, Feedback feedback, String created) {}

    /** On the disk once this returns; its number. */
    public long add(Feedback feedback) {
        return jdbi.withHandle(handle -> handle.createUpdate("insert into feedback (model, prediction_id, input,"
                        + " prediction, truth, label, key_id, created) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(0, feedback.model())
                .bind(1, feedback.predictionId())
                .bind(2, feedback.input())
                .bind(3, feedback.prediction())
                .bind(4, feedback.truth())
                .bind(5, feedback.label())
                .bind(6, feedback.keyId())
                .bind(7, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .executeAndReturnGeneratedKeys("number")
                .mapTo(Long.class)
                .one());
    }

    /**
     * All of them in their order, one at a time.
     *
     * @param model only of this one; null: of all
     */
    public void each(@Nullable String model, Consumer<Kept> consumer) {
        jdbi.useHandle(handle -> handle.createQuery(
                        "select * from feedback where :model is null or model = :model order by number")
                .bind("model", model)
                .map(ROWS)
                .forEach(consumer));
    }
}
