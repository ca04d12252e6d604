// SPDX-License-Identifier: Apache-2.0
package org.attune.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.attune.config.MapNode;
import org.attune.run.AtomicFile;

/** Runs in processes of their own. For one thread. */
public final class Launcher implements AutoCloseable {

    /** Longer than any run: who waits for ever polls nothing. */
    public static final Duration FOREVER = Duration.ofDays(10_000);

    /** A process at work. */
    private record Running(Launch launch, RunProcess run, long since) {
        Process process() {
            return run.process();
        }
    }

    private final List<String> command;
    private final List<Running> running = new ArrayList<>();

    /** @param command that runs the recipe whose path is put behind it, and ends with 0 where the run succeeded */
    public Launcher(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** @param heading the recipe's first line, a comment */
    public void start(Launch launch, MapNode recipe, String heading) {
        try {
            Files.createDirectories(launch.recipe().toAbsolutePath().resolveSibling("."));
        } catch (IOException e) {
            throw AtomicFile.failed(launch.recipe(), e);
        }
        AtomicFile.write(launch.recipe(), "# " + heading + "\n" + recipe.yaml());
        running.add(new Running(launch, RunProcess.start(command, launch.recipe(), launch.log()), System.nanoTime()));
    }

    public int running() {
        return running.size();
    }

    /** Asks a run to write a checkpoint and end; it goes on where it is started again. */
    public void interrupt(Launch launch) {
        running.stream()
                .filter(one -> one.launch().equals(launch))
                .forEach(one -> one.process().destroy());
    }

    /** Waits until a process ends, at most so long; those that ended, none where the time passed. */
    public List<Ended> await(Duration most) {
        CompletableFuture.anyOf(
                        running.stream().map(one -> one.process().onExit()).toArray(CompletableFuture[]::new))
                .completeOnTimeout(running, most.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        List<Ended> ended = new ArrayList<>();
        for (Iterator<Running> each = running.iterator(); each.hasNext(); ) {
            Running one = each.next();
            if (!one.process().isAlive()) {
                each.remove();
                ended.add(new Ended(
                        one.launch(),
                        one.process().exitValue(),
                        (System.nanoTime() - one.since()) / 1e9,
                        one.run().failure(one.launch().run())));
            }
        }
        return ended;
    }

    /** No process outlives who started it. */
    @Override
    public void close() {
        running.forEach(one -> one.process().destroyForcibly());
    }
}
