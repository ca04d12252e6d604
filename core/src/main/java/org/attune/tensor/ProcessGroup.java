// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.attune.problem.WorkException;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;

/**
 * libtorch's own process group of the backend Gloo: processes that add up their tensors. All of them call the same operations in
 * the same order, the last of them together: one that closes while others still read from it fails them.
 */
public final class ProcessGroup implements AutoCloseable {

    /** Elements of one operation: several are under way at a time, so that one is added up while the next is sent. */
    private static final long BUCKET = 4L << 20;

    private static final int PORTS = 65_536;

    private final ProcessGroupGloo group;
    private final List<Pointer> all; // the group, and what it points to

    private ProcessGroup(ProcessGroupGloo group, List<Pointer> all) {
        this.group = group;
        this.all = all;
        all.forEach(Pointer::retainReference); // of no scope
    }

    /**
     * Meets the others at a file that is not there yet, or is left of nobody else's meeting.
     *
     * @throws WorkException where they do not come
     */
    public static ProcessGroup byFile(Path file, int rank, int size, Duration patience) {
        return guarded(
                "meeting at " + file, () -> join(new FileStore(file.toString(), size), true, rank, size, patience));
    }

    /** Meets the others at a port of the host on which the first of them runs. */
    public static ProcessGroup byTcp(String host, int port, int rank, int size, Duration patience) {
        return guarded("meeting at " + host + ":" + port, () -> {
            TCPStoreOptions options = new TCPStoreOptions()
                    .port((short) (port % PORTS))
                    .isServer(rank == 0)
                    .waitWorkers(false)
                    .timeout(milliseconds(patience));
            return join(new TCPStore(host, options), isLoopback(host), rank, size, patience);
        });
    }

    private static ProcessGroup join(Store store, boolean here, int rank, int size, Duration patience) {
        Engine.start();
        store.setTimeout(milliseconds(patience));
        ProcessGroupGloo.Options options = ProcessGroupGloo.Options.create(milliseconds(patience));
        GlooDeviceVector devices = new GlooDeviceVector(
                here ? ProcessGroupGloo.createDeviceForHostname("127.0.0.1") : ProcessGroupGloo.createDefaultDevice());
        options.devices(devices);
        ProcessGroupGloo group = new ProcessGroupGloo(store, rank, size, options);
        return new ProcessGroup(group, List.of(group, options, devices, store));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** Adds up tensors of the same shapes over all processes, in place. They are contiguous. */
    public void sum(List<Tensor> tensors) {
        guarded("adding up over all processes", () -> {
            try (Grad off = Grad.off();
                    Scope scope = Scope.open()) {
                List<Work> pending = new ArrayList<>();
                for (Tensor tensor : tensors) {
                    Tensor flat = tensor.view(-1);
                    for (long from = 0; from < flat.numel(); from += BUCKET) {
                        Tensor part = flat.narrow(0, from, Math.min(BUCKET, flat.numel() - from));
                        pending.add(group.allreduce(new TensorVector(part)));
                    }
                }
                pending.forEach(Work::_wait);
                return pending.size();
            }
        });
    }

    @Override
    public void close() {
        all.forEach(Pointer::releaseReference);
    }

    private static Milliseconds milliseconds(Duration duration) {
        return new Milliseconds(duration.toMillis());
    }

    private interface Native<T> {
        T call();
    }

    /** What natives throw here says that somebody is gone. */
    private static <T> T guarded(String what, Native<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw new WorkException(
                    "peers.lost",
                    what,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("no message"),
                    "all processes of a run work until its end",
                    "look why another one ended, and run the same command again: it goes on from the last checkpoint,"
                            + " with any number of processes");
        }
    }
}
