// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.attune.distributed.GlooPeers;
import org.attune.distributed.Peers;
import org.attune.distributed.Rendezvous;
import org.attune.problem.WorkException;
import org.attune.run.AtomicFile;
import org.attune.train.Folders;
import org.bytedeco.pytorch.Tensor;

/**
 * The processes of a run that are all on this machine. This one is the first; it starts the others with its own command when it first
 * waits for them, which is when it has found nothing wrong and the run directory is its own.
 */
final class LocalPeers implements Peers {

    private static final String HERE = "attune.peers.here";
    private static final int POLL_MILLISECONDS = 20;

    /** What only the first one shows. */
    private static final List<String> OWN = List.of("--quiet", "-q", "--json", "--verbose");

    private static final int SECONDS_TO_END = 30;

    private final int size;
    private final Path output;
    private final List<String> command;
    private final Path folder;
    private final Rendezvous.File place;
    private final GlooPeers group;
    private final List<Process> others = new ArrayList<>();

    /** @param command the arguments of this process, which the others are started with */
    LocalPeers(int size, Path output, List<String> command) {
        this.size = size;
        this.output = output;
        this.command = List.copyOf(command);
        try {
            this.folder = Files.createTempDirectory("attune-peers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.place = new Rendezvous.File(folder.resolve("store"));
        this.group = new GlooPeers(place, 0, size, size);
    }

    /** How many of so many processes are on this machine: those that another one started here know it. */
    static int here(int processes) {
        return Math.min(processes, Integer.getInteger(HERE, 1));
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int here() {
        return size;
    }

    @Override
    public double[] sum(double[] values) {
        return together(() -> group.sum(values));
    }

    @Override
    public void sum(List<Tensor> tensors) {
        together(() -> {
            group.sum(tensors);
            return tensors;
        });
    }

    @Override
    public int largest(int value) {
        return together(() -> group.largest(value));
    }

    @Override
    public void await() {
        together(() -> {
            group.await();
            return size;
        });
    }

    private <T> T together(Supplier<T> work) {
        if (others.isEmpty()) {
            for (int peer = 1; peer < size; peer++) {
                others.add(start(peer));
            }
            awaitArrivals();
        }
        try {
            return work.get();
        } catch (WorkException lost) {
            throw ended(1).orElse(lost);
        }
    }

    private Process start(int peer) {
        List<String> whole = CellProcess.command("-D" + HERE + "=" + size);
        command.stream().filter(argument -> !OWN.contains(argument)).forEach(whole::add);
        whole.addAll(List.of("--quiet", "--peer", String.valueOf(peer), "--rendezvous", "file:" + place.path()));
        try {
            return new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(said(peer))
                    .start();
        } catch (IOException e) {
            throw AtomicFile.failed(said(peer).toPath(), e);
        }
    }

    /** Natives wait for ever for one that ended before it came: here it is seen. */
    private void awaitArrivals() {
        for (int peer = 1; peer < size; peer++) {
            while (!Files.exists(place.mark(peer))) {
                ended(0).ifPresent(lost -> {
                    throw lost;
                });
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLISECONDS));
            }
        }
    }

    private File said(int peer) {
        return output.resolve("peer-" + peer + ".txt").toFile();
    }

    /** The problem of one that is gone, though the work is not done; each is given some seconds to go. */
    private Optional<WorkException> ended(int seconds) {
        for (int i = 0; i < others.size(); i++) {
            if (waitFor(others.get(i), seconds)) {
                return Optional.of(new WorkException(
                        "peers.lost",
                        "process " + (i + 1) + " of training.processes: " + size,
                        "it ended with exit code " + others.get(i).exitValue(),
                        "all processes of a run work until its end",
                        "see " + said(i + 1) + ", and run the same command again: it goes on from the last checkpoint,"
                                + " with any number of processes"));
            }
        }
        return Optional.empty();
    }

    private static boolean waitFor(Process process, int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where the work was not done, the others end because nobody is there any more to add up with. */
    @Override
    public void close() {
        group.close();
        for (Process other : others) {
            if (!waitFor(other, SECONDS_TO_END)) {
                other.destroyForcibly();
            }
        }
        try {
            Folders.delete(folder);
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
