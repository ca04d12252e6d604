// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.data.Batch;
import org.attune.distributed.Peers;
import org.attune.method.Method;

/**
 * The loss of an optimiser step: named sums, and the numbers of targets they are divided by. Targets are counted over all
 * micro-batches and peers before the first backward, so that how a step is cut cannot change what it computes.
 */
public final class LossSums {

    private static final Batch NO_ROWS = new Batch(List.of(), 1);

    private final Map<String, Double> targets;
    private final Map<String, Double> sums = new TreeMap<>();

    private LossSums(Map<String, Double> targets) {
        this.targets = targets;
    }

    public static LossSums of(Batches.Step step, Method method, Peers peers) {
        Map<String, Double> counted = new TreeMap<>();
        for (Batch batch :
                step.micro().isEmpty() ? List.of(NO_ROWS) : step.micro()) { // a short step may leave a peer none
            method.targets(batch).forEach((name, count) -> counted.merge(name, count, Double::sum));
        }
        String[] names = counted.keySet().toArray(new String[0]);
        double[] values = peers.sum(
                counted.values().stream().mapToDouble(Double::doubleValue).toArray());
        for (int i = 0; i < names.length; i++) {
            counted.put(names[i], values[i]);
        }
        return new LossSums(counted);
    }

    /** Targets of the whole step, by term. */
    public Map<String, Double> targets() {
        return targets;
    }

    public void add(Map<String, Double> terms) {
        terms.forEach((name, sum) -> sums.merge(name, sum, Double::sum));
    }

    /** Σ sum / targets over all terms and peers. */
    public double total(Peers peers) {
        double own = 0;
        for (Map.Entry<String, Double> term : sums.entrySet()) {
            own += term.getValue() / targets.getOrDefault(term.getKey(), 1.0);
        }
        return peers.sum(new double[] {own})[0];
    }
}
