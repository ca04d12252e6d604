// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.time.Instant;
import java.util.List;
import org.attune.app.serve.http.Page;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * What a job tells.
 *
 * @param level info, warn or error
 * @param type message or metrics
 * @param data an object of JSON
 * @param mark what is told once, however often a job begins again
 */
public record JobEvent(
        String level,
        String type,
        String message,
        @Nullable String data,
        @Nullable String mark) {

    private static final RowMapper<Told> ROWS = (row, context) -> new Told(
            row.getString("id"),
            row.getLong("created"),
            new JobEvent(
                    row.getString("level"),
                    row.getString("type"),
                    row.getString("message"),
                    row.getString("data"),
                    row.getString("mark")));

    /** One with its id and its time. */
    public record Told(String id, long created, JobEvent event) {}

    public static JobEvent message(String text) {
        return new JobEvent("info", "message", text, null, null);
    }

    public static JobEvent error(String text) {
        return new JobEvent("error", "message", text, null, null);
    }

    /** Numbers of a step. */
    public static JobEvent metrics(String text, String data, String mark) {
        return new JobEvent("info", "metrics", text, data, mark);
    }

    void insert(Handle handle, String job) {
        handle.execute(
                "insert or ignore into job_event (id, job, created, level, type, message, data, mark)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                Ids.make("ftevent-"),
                job,
                Instant.now().getEpochSecond(),
                level,
                type,
                message,
                data,
                mark);
    }

    static List<Told> list(Handle handle, String job, Page page) {
        return page.select(handle, "job_event", "job = ?", job).map(ROWS).list();
    }
}
