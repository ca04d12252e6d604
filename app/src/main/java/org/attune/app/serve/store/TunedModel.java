// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.util.List;
import java.util.Optional;
import org.attune.app.serve.http.Page;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The result of a job, or one of its checkpoints.
 *
 * @param id of a checkpoint
 * @param place a model directory
 * @param step null: the result
 * @param metrics an object of JSON
 */
public record TunedModel(
        String id,
        String name,
        String job,
        String place,
        @Nullable Number step,
        String metrics,
        long created) {

    private static final RowMapper<TunedModel> ROWS = (row, context) -> new TunedModel(
            row.getString("id"),
            row.getString("name"),
            row.getString("job"),
            row.getString("place"),
            (Number) row.getObject("step"),
            row.getString("metrics"),
            row.getLong("created"));

    void insert(Handle handle) {
        handle.execute(
                "insert into tuned_model (id, name, job, place, step, metrics, created) values (?, ?, ?, ?, ?, ?, ?)",
                id,
                name,
                job,
                place,
                step,
                metrics,
                created);
    }

    static Optional<TunedModel> find(Handle handle, String name) {
        return handle.select("select * from tuned_model where name = ? and deleted is null", name)
                .map(ROWS)
                .findFirst();
    }

    static List<TunedModel> list(Handle handle, boolean deleted) {
        return handle.select("select * from tuned_model where deleted is " + (deleted ? "not " : "")
                        + "null order by number")
                .map(ROWS)
                .list();
    }

    static List<TunedModel> checkpoints(Handle handle, String job, Page page) {
        return page.select(handle, "tuned_model", "job = ? and step is not null and deleted is null", job)
                .map(ROWS)
                .list();
    }
}
