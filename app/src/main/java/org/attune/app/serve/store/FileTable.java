// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.util.List;
import java.util.Optional;
import org.attune.app.serve.http.Page;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The files that there are; their bytes lie in the folder of data. */
public final class FileTable {

    private static final RowMapper<Kept> ROWS = (row, context) -> new Kept(
            row.getString("id"),
            row.getString("filename"),
            row.getString("purpose"),
            row.getLong("bytes"),
            row.getLong("lines"),
            row.getLong("created"));

    private final Jdbi jdbi;

    FileTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One of them.
     *
     * @param filename as its sender calls it; nothing on the disk is called so
     * @param lines conversations; 0 for results
     * @param created seconds since 1970
     */
    public record Kept(String id, String filename, String purpose, long bytes, long lines, long created) {}

    /** On the disk once this returns. */
    public void add(Kept file) {
        jdbi.useHandle(handle -> insert(handle, file));
    }

    static void insert(Handle handle, Kept file) {
        handle.execute(
                "insert into file (id, filename, purpose, bytes, lines, created) values (?, ?, ?, ?, ?, ?)",
                file.id(),
                file.filename(),
                file.purpose(),
                file.bytes(),
                file.lines(),
                file.created());
    }

    public Optional<Kept> find(String id) {
        return jdbi.withHandle(handle ->
                handle.select("select * from file where id = ?", id).map(ROWS).findFirst());
    }

    /** Whether there was one that no job needs any more. */
    public boolean remove(String id) {
        return jdbi.withHandle(handle -> handle.execute(
                        "delete from file where id = ? and not exists (select 1 from job"
                                + " where finished is null and file.id in (training_file, validation_file))",
                        id))
                > 0;
    }

    /** As many as the page has, and one more where there are more. */
    public List<Kept> list(@Nullable String purpose, Page page) {
        return jdbi.withHandle(handle -> page.select(handle, "file", "? is null or purpose = ?", purpose, purpose)
                .map(ROWS)
                .list());
    }
}
