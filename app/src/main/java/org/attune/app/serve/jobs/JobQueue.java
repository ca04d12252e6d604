// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.attune.app.serve.files.KeptFiles;
import org.attune.app.serve.store.Job;
import org.attune.app.serve.store.JobEvent;
import org.attune.app.serve.store.JobStatus;
import org.attune.app.serve.store.JobTable;
import org.attune.run.RunStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which job runs when: those that came first, so many at a time. The store is the queue; what is here is only who works on it now. */
public final class JobQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JobTable table;
    private final KeptFiles files;
    private final List<String> command;
    private final int most;

    /** By the id of the job; guarded by this. */
    private final Map<String, Working> working = new LinkedHashMap<>();

    private boolean closing;

    private record Working(JobRun run, Thread thread) {}

    /**
     * Nothing runs yet.
     *
     * @param command that runs a recipe, whose path is put behind it
     * @param most jobs at a time
     */
    public JobQueue(JobTable table, KeptFiles files, List<String> command, int most) {
        this.table = table;
        this.files = files;
        this.command = List.copyOf(command);
        this.most = most;
    }

    /** Goes on with what an earlier server left; a process of its that still runs is ended first, for it answers to nobody. */
    public void start() {
        for (Job job : table.with(JobStatus.RUNNING)) {
            RunStatus.writer(JobRun.run(job, files)).ifPresent(JobQueue::end);
            table.move(
                    job.id(),
                    List.of(JobStatus.RUNNING),
                    JobStatus.QUEUED,
                    JobEvent.message("The server was restarted; the job goes on from its last checkpoint"));
        }
        fill();
    }

    private static void end(ProcessHandle orphan) {
        LOG.warn("process {} of an earlier server still runs a job, and is ended", orphan.pid());
        orphan.destroyForcibly();
        try {
            orphan.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("process {} does not end", orphan.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts what may start. To be called whenever that may have changed. */
    public synchronized void fill() {
        for (Job job : table.with(JobStatus.VALIDATING_FILES)) { // they were read line by line when they came
            table.move(
                    job.id(),
                    List.of(JobStatus.VALIDATING_FILES),
                    JobStatus.QUEUED,
                    JobEvent.message("Files validated, moving job to queued state"));
        }
        for (Job job : table.with(JobStatus.QUEUED)) {
            if (!closing && working.size() < most && !working.containsKey(job.id())) {
                JobRun run = new JobRun(job, table, files, command);
                Thread thread = new Thread(() -> work(job.id(), run), "job " + job.id());
                working.put(job.id(), new Working(run, thread));
                thread.start();
            }
        }
    }

    private void work(String id, JobRun run) {
        try {
            run.run();
        } finally {
            synchronized (this) {
                working.remove(id);
            }
            fill();
        }
    }

    /** False where it has ended already. */
    public boolean cancel(String id) {
        boolean moved = table.move(id, JobStatus.OPEN, JobStatus.CANCELLED, JobEvent.message("The job was cancelled"));
        Working at = at(id);
        if (moved && at != null) {
            at.run().kill();
        }
        fill();
        return moved;
    }

    /** Its process writes a checkpoint and ends; false where there is nothing to pause. */
    public boolean pause(String id) {
        Set<JobStatus> from = EnumSet.of(JobStatus.VALIDATING_FILES, JobStatus.QUEUED, JobStatus.RUNNING);
        boolean moved = table.move(id, from, JobStatus.PAUSED, JobEvent.message("The job was paused"));
        Working at = at(id);
        if (moved && at != null) {
            at.run().pause();
        }
        return moved;
    }

    /** False where it is not paused. */
    public boolean resume(String id) {
        boolean moved =
                table.move(id, List.of(JobStatus.PAUSED), JobStatus.QUEUED, JobEvent.message("The job was resumed"));
        fill();
        return moved;
    }

    private synchronized @org.jspecify.annotations.Nullable Working at(String id) {
        return working.get(id);
    }

    /** Lets no job begin; those that run write a checkpoint, and go on at the next start. */
    @Override
    public void close() {
        List<Working> left;
        synchronized (this) {
            closing = true;
            left = List.copyOf(working.values());
        }
        left.forEach(one -> one.run().stop());
        boolean interrupted = false;
        for (Working one : left) {
            try {
                one.thread().join(PATIENCE.toMillis());
                one.run().kill();
                one.thread().join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
