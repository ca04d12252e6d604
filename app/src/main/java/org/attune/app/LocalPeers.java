// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.attune.distributed.GlooPeers;
import org.attune.distributed.Peers;
import org.attune.distributed.Rendezvous;
import org.attune.problem.WorkException;
import org.bytedeco.pytorch.Tensor;

/**
 * The processes of a run that are all on this machine. This one is the first; it starts the others with its own command when it first
 * waits for them, which is when it has found nothing wrong and the run directory is its own.
 */
final class LocalPeers implements Peers {

    private static final String HERE = "attune.peers.here";
    private static final String STORE = "store";
    private static final int SECONDS_TO_END = 30;

    private final int size;
    private final Path output;
    private final List<String> command;
    private final Path meeting;
    private final GlooPeers group;
    private final List<Process> others = new ArrayList<>();

    /** @param command the arguments of this process, which the others are started with */
    LocalPeers(int size, Path output, List<String> command) {
        this.size = size;
        this.output = output;
        this.command = List.copyOf(command);
        try {
            this.meeting = Files.createTempDirectory("attune-peers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.group = new GlooPeers(new Rendezvous.File(meeting.resolve(STORE)), 0, size, size);
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
            start();
        }
        try {
            return work.get();
        } catch (WorkException lost) {
            throw named(lost);
        }
    }

    private void start() {
        for (int peer = 1; peer < size; peer++) {
            List<String> whole = CellProcess.command("-D" + HERE + "=" + size);
            whole.addAll(command);
            whole.addAll(List.of(
                    "--quiet", "--peer", String.valueOf(peer), "--rendezvous", "file:" + meeting.resolve(STORE)));
            try {
                others.add(new ProcessBuilder(whole)
                        .redirectErrorStream(true)
                        .redirectOutput(said(peer))
                        .start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private File said(int peer) {
        return output.resolve("peer-" + peer + ".txt").toFile();
    }

    /** Who ended, where it is one of those that were started here. */
    private WorkException named(WorkException lost) {
        for (int i = 0; i < others.size(); i++) {
            try {
                if (others.get(i).waitFor(1, TimeUnit.SECONDS)) {
                    return new WorkException(
                            "peers.lost",
                            "process " + (i + 1) + " of training.processes: " + size,
                            "it ended with exit code " + others.get(i).exitValue(),
                            "all processes of a run work until its end",
                            "see " + said(i + 1)
                                    + ", and run the same command again: it goes on from the last checkpoint,"
                                    + " with any number of processes");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return lost;
    }

    @Override
    public void close() {
        for (Process other : others) {
            try {
                if (!other.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    other.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                other.destroyForcibly();
            }
        }
        group.close();
        try {
            Files.deleteIfExists(meeting.resolve(STORE));
            Files.deleteIfExists(meeting);
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
