// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.attune.app.serve.http.Page;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Jobs, what they told, and the models that came of them. Each change is one transaction, on the disk once its method returns. */
public final class JobTable {

    private final Jdbi jdbi;

    JobTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Accepts a job.
     *
     * @return false where one of its files is not there any more
     */
    public boolean add(Job job, List<JobEvent> events) {
        return jdbi.inTransaction(handle -> {
            int added = handle.execute(
                    "insert into job (id, status, base, place, training_file, validation_file, suffix, seed, epochs,"
                            + " batch_size, rate, metadata, created) select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? where"
                            + " (select count(*) from file where id in (?, ?)) = ?",
                    job.id(),
                    job.status().word(),
                    job.base(),
                    job.place(),
                    job.trainingFile(),
                    job.validationFile(),
                    job.suffix(),
                    job.seed(),
                    job.epochs(),
                    job.batchSize(),
                    job.rate(),
                    job.metadata(),
                    job.created(),
                    job.trainingFile(),
                    job.validationFile(),
                    job.validationFile() == null || job.validationFile().equals(job.trainingFile()) ? 1 : 2);
            events.stream().filter(event -> added > 0).forEach(event -> event.insert(handle, job.id()));
            return added > 0;
        });
    }

    public Optional<Job> find(String id) {
        return jdbi.withHandle(handle -> handle.select("select * from job where id = ?", id)
                .map(Job.ROWS)
                .findFirst());
    }

    /** The first that came of those with this status. */
    public List<Job> with(JobStatus status) {
        return jdbi.withHandle(
                handle -> handle.select("select * from job where status = ? order by number", status.word())
                        .map(Job.ROWS)
                        .list());
    }

    /**
     * The jobs of a page, and one more where there are more.
     *
     * @param metadata pairs that they have; null: those that have none
     */
    public List<Job> list(Page page, @Nullable Map<String, String> metadata) {
        List<Object> values = new ArrayList<>();
        List<String> rules = new ArrayList<>(List.of(metadata == null ? "metadata = '{}'" : "true"));
        if (metadata != null) {
            metadata.forEach((key, value) -> {
                rules.add("exists (select 1 from json_each(metadata) as pair where pair.key = ? and pair.value = ?)");
                values.addAll(List.of(key, value));
            });
        }
        return jdbi.withHandle(handle -> page.select(handle, "job", String.join(" and ", rules), values.toArray())
                .map(Job.ROWS)
                .list());
    }

    /** From one of some states to another, and says so; false where it was in none of them. */
    public boolean move(String id, Collection<JobStatus> from, JobStatus to, JobEvent event) {
        return jdbi.inTransaction(handle -> {
            boolean moved = move(handle, id, from, to);
            if (moved) {
                event.insert(handle, id);
            }
            return moved;
        });
    }

    private static boolean move(Handle handle, String id, Collection<JobStatus> from, JobStatus to) {
        String words = from.stream().map(status -> "'" + status.word() + "'").collect(Collectors.joining(", "));
        return handle.execute(
                        "update job set status = ?, finished = ? where id = ? and status in (" + words + ")",
                        to.word(),
                        to.isOpen() ? null : Instant.now().getEpochSecond(),
                        id)
                > 0;
    }

    /** A running job failed. */
    public void fail(String id, String code, String message) {
        jdbi.useTransaction(handle -> {
            if (move(handle, id, List.of(JobStatus.RUNNING), JobStatus.FAILED)) {
                handle.execute("update job set error_code = ?, error = ? where id = ?", code, message, id);
                JobEvent.error("The job failed: " + message).insert(handle, id);
            }
        });
    }

    /**
     * A running job is done.
     *
     * @param models its result first
     * @return false where it was cancelled or paused meanwhile
     */
    public boolean succeed(String id, FileTable.Kept results, long tokens, List<TunedModel> models) {
        return jdbi.inTransaction(handle -> {
            if (!move(handle, id, List.of(JobStatus.RUNNING), JobStatus.SUCCEEDED)) {
                return false;
            }
            FileTable.insert(handle, results);
            String name = models.get(0).name();
            handle.execute(
                    "update job set model = ?, result_file = ?, tokens = ? where id = ?",
                    name,
                    results.id(),
                    tokens,
                    id);
            models.forEach(model -> model.insert(handle));
            JobEvent.message("New fine-tuned model created: " + name).insert(handle, id);
            JobEvent.message("The job has successfully completed").insert(handle, id);
            return true;
        });
    }

    public void tell(String id, List<JobEvent> events) {
        if (!events.isEmpty()) {
            jdbi.useTransaction(handle -> events.forEach(event -> event.insert(handle, id)));
        }
    }

    public List<JobEvent.Told> events(String id, Page page) {
        return jdbi.withHandle(handle -> JobEvent.list(handle, id, page));
    }

    public List<TunedModel> checkpoints(String id, Page page) {
        return jdbi.withHandle(handle -> TunedModel.checkpoints(handle, id, page));
    }

    public Optional<TunedModel> model(String name) {
        return jdbi.withHandle(handle -> TunedModel.find(handle, name));
    }

    /** Results and checkpoints of all jobs, the oldest first. */
    public List<TunedModel> models(boolean deleted) {
        return jdbi.withHandle(handle -> TunedModel.list(handle, deleted));
    }

    public boolean deleteModel(String name) {
        return jdbi.withHandle(handle -> handle.execute(
                        "update tuned_model set deleted = ? where name = ? and deleted is null",
                        Instant.now().getEpochSecond(),
                        name))
                > 0;
    }
}
