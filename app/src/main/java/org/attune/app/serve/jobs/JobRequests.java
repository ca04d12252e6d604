// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attune.app.serve.files.KeptFiles;
import org.attune.app.serve.http.Audit;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.JsonBody;
import org.attune.app.serve.http.Page;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.store.Job;
import org.attune.app.serve.store.JobEvent;
import org.attune.app.serve.store.JobTable;
import org.attune.problem.Problem;

/**
 * {@code /v1/fine_tuning/jobs} and all below.
 *
 * @param bases the place of a base by its name; throws where there is none to learn from
 */
public record JobRequests(JobTable table, JobQueue queue, KeptFiles files, UnaryOperator<String> bases, int mostBytes) {

    private static final int USUAL = 20;
    private static final int USUAL_CHECKPOINTS = 10;
    private static final int MOST = 1000;
    private static final Pattern METADATA = Pattern.compile("metadata\\[(.*)]");

    /** The job is on the disk before it is answered. */
    public void create(Context call) {
        Job job = new JobRequest(files, bases).read(JsonBody.read(call, mostBytes));
        boolean added = table.add(
                job,
                List.of(
                        JobEvent.message("Created fine-tuning job: " + job.id()),
                        JobEvent.message("Validating training file: " + job.trainingFile())));
        if (!added) {
            throw RequestProblem.notFound("training_file", "not_found", "one of the files was just deleted");
        }
        Audit.log(call, "job.created", job.id());
        json(call, JobDocuments.of(job));
        queue.fill();
    }

    public void list(Context call) {
        Page page = Page.of(call, USUAL, MOST);
        Map<String, String> metadata = new LinkedHashMap<>();
        call.queryParamMap().forEach((name, values) -> {
            Matcher key = METADATA.matcher(name);
            if (key.matches()) {
                metadata.put(key.group(1), values.get(0));
            }
        });
        boolean none = "null".equals(call.queryParam("metadata"));
        json(call, page.document(table.list(page, none ? null : metadata), JobDocuments::of));
    }

    public void show(Context call) {
        json(call, JobDocuments.of(asked(call)));
    }

    public void cancel(Context call) {
        change(call, "cancelled", queue::cancel);
    }

    public void pause(Context call) {
        change(call, "paused", queue::pause);
    }

    public void resume(Context call) {
        change(call, "resumed", queue::resume);
    }

    private void change(Context call, String change, Predicate<String> act) {
        Job job = asked(call);
        if (!act.test(job.id())) {
            throw RequestProblem.invalid(
                    "fine_tune_id",
                    "invalid_job_status",
                    "the job " + job.id() + " is " + asked(call).status().word() + " and cannot be " + change);
        }
        Audit.log(call, "job." + change, job.id());
        json(call, JobDocuments.of(asked(call)));
    }

    public void events(Context call) {
        Page page = Page.of(call, USUAL, MOST);
        json(call, page.document(table.events(asked(call).id(), page), JobDocuments::of));
    }

    public void checkpoints(Context call) {
        Page page = Page.of(call, USUAL_CHECKPOINTS, MOST);
        json(call, page.document(table.checkpoints(asked(call).id(), page), JobDocuments::of));
    }

    private Job asked(Context call) {
        String id = call.pathParam("job");
        return table.find(id)
                .orElseThrow(() -> RequestProblem.notFound(
                        "fine_tune_id", "fine_tune_not_found", "Could not find fine tune: " + Problem.quote(id)));
    }

    private static void json(Context call, Map<String, Object> document) {
        call.contentType("application/json").result(Json.text(document));
    }
}
