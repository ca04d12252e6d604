// SPDX-License-Identifier: Apache-2.0
package org.attune.distributed;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.attune.tensor.ProcessGroup;
import org.attune.tensor.Profile;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Processes that meet when the first of them wants something of the others. */
public final class GlooPeers implements Peers {

    /**
     * Somebody who ends is noticed at once, because his connections end with him. This is for one that hangs, or whose machine is gone,
     * and is more than what the first peer does alone before the first step and after the last one.
     */
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final Rendezvous place;
    private final int rank;
    private final int size;
    private final int here;
    private @Nullable ProcessGroup group;

    /** @param here how many of them share this machine's processors */
    public GlooPeers(Rendezvous place, int rank, int size, int here) {
        this.place = place;
        this.rank = rank;
        this.size = size;
        this.here = here;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int here() {
        return here;
    }

    @Override
    public double[] sum(double[] values) {
        if (values.length == 0) {
            return values;
        }
        try (Scope scope = Scope.open()) {
            Tensor sums = Tensors.of(values, values.length);
            group().sum(List.of(sums));
            return Tensors.doubles(sums);
        }
    }

    @Override
    public void sum(List<Tensor> tensors) {
        Profile.part("peers", () -> group().sum(tensors));
    }

    @Override
    public int largest(int value) {
        double[] all = sum(IntStream.range(0, size)
                .mapToDouble(peer -> peer == rank ? value : 0)
                .toArray());
        return IntStream.range(0, size).map(peer -> (int) all[peer]).max().orElse(value);
    }

    @Override
    public void await() {
        sum(new double[1]);
    }

    private ProcessGroup group() {
        if (group == null) {
            group = place.join(rank, size, PATIENCE);
        }
        return group;
    }

    @Override
    public void close() {
        if (group != null) {
            group.close();
        }
    }
}
