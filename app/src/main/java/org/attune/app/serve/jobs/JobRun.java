// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.attune.app.serve.files.KeptFiles;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.store.Ids;
import org.attune.app.serve.store.Job;
import org.attune.app.serve.store.JobEvent;
import org.attune.app.serve.store.JobStatus;
import org.attune.app.serve.store.JobTable;
import org.attune.app.serve.store.TunedModel;
import org.attune.launch.RunProcess;
import org.attune.problem.InputException;
import org.attune.run.RunState;
import org.attune.run.RunStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job at work: an ordinary run in a process of its own, followed until that ends. */
final class JobRun implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    private static final long POLL_MILLISECONDS = 250;
    private static final int LONGEST_REASON = 1000;
    private static final int WRONG_INPUT = 2;
    private static final int SIGNALLED = 128;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    private final Job job;
    private final JobTable table;
    private final KeptFiles files;
    private final List<String> command;
    private final JobMetrics metrics;
    private volatile @Nullable RunProcess child;
    private volatile boolean stopping;

    JobRun(Job job, JobTable table, KeptFiles files, List<String> command) {
        this.job = job;
        this.table = table;
        this.files = files;
        this.command = command;
        this.metrics = new JobMetrics(run(job, files).resolve("metrics.jsonl"));
    }

    /** The run directory of a job. */
    static Path run(Job job, KeptFiles files) {
        return files.data().jobs().resolve(job.id()).resolve("run");
    }

    @Override
    public void run() {
        if (stopping
                || !table.move(
                        job.id(),
                        List.of(JobStatus.QUEUED),
                        JobStatus.RUNNING,
                        JobEvent.message("Fine-tuning job started"))) {
            return;
        }
        try {
            settle(follow(start()));
        } catch (InputException wrong) {
            table.fail(job.id(), "invalid_job", shown(String.valueOf(wrong.getMessage())));
        } catch (RuntimeException failed) {
            LOG.error("the job {} failed", job.id(), failed);
            table.fail(job.id(), "server_error", shown(String.valueOf(failed.getMessage())));
        } finally {
            kill(); // nothing where its end was seen
        }
    }

    private RunProcess start() {
        Path recipe = run(job, files).resolveSibling("recipe.yaml");
        try {
            Files.createDirectories(files.data().jobs().resolve(job.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JobRecipe.write(job, files, run(job, files), recipe);
        return RunProcess.start(command, recipe, log());
    }

    private Path log() {
        return run(job, files).resolveSibling("log.txt");
    }

    /** Returns once the process ended, and all that it said of its steps is kept. */
    private RunProcess follow(RunProcess started) {
        child = started;
        Process process = started.process();
        if (stopping || status() != JobStatus.RUNNING) {
            process.destroy(); // it was asked to stop just before there was a process to be asked
        }
        boolean ended = false;
        while (!ended) {
            try {
                ended = process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException impossible) {
                throw new IllegalStateException("nobody interrupts a job", impossible);
            }
            table.tell(job.id(), metrics.read());
        }
        return started;
    }

    /** What the end of the process means; nothing where somebody said before what is to become of the job. */
    private void settle(RunProcess ended) {
        Path run = run(job, files);
        int code = ended.process().exitValue();
        boolean succeeded = RunStatus.of(run)
                .filter(status -> status.state() == RunState.SUCCEEDED)
                .isPresent();
        if (code == 0 && succeeded) {
            if (status() == JobStatus.RUNNING) {
                succeed(run);
            }
        } else if (stopping
                || code == INTERRUPTED
                || code == TERMINATED) { // Ctrl-C reaches every process of a terminal
            table.move(
                    job.id(),
                    List.of(JobStatus.RUNNING),
                    JobStatus.QUEUED,
                    JobEvent.message("The run was interrupted; it goes on from its checkpoint"));
        } else {
            table.fail(job.id(), code(code), shown(reason(ended, run, code)));
        }
    }

    private static String code(int exit) {
        return exit > SIGNALLED ? "process_died" : exit == WRONG_INPUT ? "invalid_job" : "training_failed";
    }

    /** What was wrong with the input is all of what the process said. */
    private String reason(RunProcess ended, Path run, int code) {
        String said = ended.failure(run);
        if (code == WRONG_INPUT) {
            try {
                return Files.readString(log());
            } catch (IOException unreadable) {
                LOG.warn("the log of the job {} cannot be read", job.id(), unreadable);
            }
        }
        return code <= SIGNALLED
                ? said
                : "the process of the run was ended by signal " + (code - SIGNALLED)
                        + (code == SIGNALLED + 9 ? ", which is what the system does when memory is out; " : "; ")
                        + said;
    }

    /** Without the places of this machine. */
    private String shown(String text) {
        String plain = text.replace(files.data().path() + "/", "").strip();
        return plain.substring(0, Math.min(LONGEST_REASON, plain.length()));
    }

    private void succeed(Path run) {
        String name = job.modelName();
        long now = Instant.now().getEpochSecond();
        List<TunedModel> models = new ArrayList<>();
        models.add(new TunedModel(
                Ids.make("ftmodel-"), name, job.id(), run.resolve("model").toString(), null, "{}", now));
        for (Path model : checkpoints(run)) {
            long step = Long.parseLong(model.getFileName().toString().replaceFirst("step-0*", ""));
            models.add(new TunedModel(
                    Ids.make("ftckpt_"),
                    name + ":ckpt-step-" + step,
                    job.id(),
                    model.toString(),
                    step,
                    Json.text(metrics.at(step)),
                    now));
        }
        table.succeed(job.id(), files.write("step_metrics.csv", metrics.csv()), metrics.tokens(), models);
    }

    private static List<Path> checkpoints(Path run) {
        try (Stream<Path> all = Files.list(run.resolve("models"))) {
            return all.filter(path -> path.getFileName().toString().matches("step-[0-9]+"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JobStatus status() {
        return table.find(job.id()).map(Job::status).orElse(JobStatus.CANCELLED);
    }

    /** The process writes a checkpoint and ends, and the job goes on later. */
    void stop() {
        stopping = true;
        pause();
    }

    /** As {@link #stop}, where the store says already what becomes of the job. */
    void pause() {
        RunProcess at = child;
        if (at != null) {
            at.process().destroy();
        }
    }

    void kill() {
        RunProcess at = child;
        if (at != null) {
            at.process().destroyForcibly();
        }
    }
}
