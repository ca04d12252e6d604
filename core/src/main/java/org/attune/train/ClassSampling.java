// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attune.config.Sampling;
import org.attune.data.Example;
import org.attune.data.similar.IntColumn;
import org.attune.tensor.KeyedRandom;

/**
 * An epoch in which classes have other shares than in the data. Each class goes round its own examples, in another keyed order each
 * round, and an epoch takes the next so many of them: so an epoch is a function of seed and number alone, no example comes more than one
 * time oftener than another of its class, and under-sampling comes to all of them in time.
 */
public final class ClassSampling {

    private static final long ORDER = 0x636c617373L;

    private final int[][] members;
    private final int[] counts;

    private ClassSampling(int[][] members, int[] counts) {
        this.members = members;
        this.counts = counts;
    }

    /**
     * @param examples whose target is the number of a class
     * @param classes how many there are; some may have no examples
     */
    public static ClassSampling of(List<Example> examples, int classes, Sampling sampling) {
        List<IntColumn> byClass = Stream.generate(IntColumn::new).limit(classes).toList();
        for (int i = 0; i < examples.size(); i++) {
            byClass.get((int) examples.get(i).target()[0]).add(i);
        }
        int[][] members = byClass.stream().map(IntColumn::toArray).toArray(int[][]::new);
        return new ClassSampling(members, counts(members, sampling));
    }

    /** Examples of an epoch. */
    public int size() {
        return Arrays.stream(counts).sum();
    }

    /** Of each class in the data. */
    public int[] before() {
        return Arrays.stream(members).mapToInt(of -> of.length).toArray();
    }

    /** Of each class in an epoch. */
    public int[] after() {
        return counts.clone();
    }

    /** The examples of an epoch, class by class. */
    int[] epoch(int epoch, long seed) {
        int[] chosen = new int[size()];
        int at = 0;
        for (int c = 0; c < members.length; c++) {
            int[] own = members[c];
            long first = (long) epoch * counts[c];
            long round = -1;
            int[] order = new int[0];
            for (long place = first; place < first + counts[c]; place++) {
                if (place / own.length != round) {
                    round = place / own.length;
                    order = KeyedRandom.permutation(own.length, KeyedRandom.key(seed, ORDER, c, round));
                }
                chosen[at++] = own[order[(int) (place % own.length)]];
            }
        }
        return chosen;
    }

    private static int[] counts(int[][] members, Sampling sampling) {
        int[] has = Arrays.stream(members).mapToInt(of -> of.length).toArray();
        int all = Arrays.stream(has).sum();
        if (sampling instanceof Sampling.Over) {
            return equal(has, Arrays.stream(has).max().orElse(0));
        } else if (sampling instanceof Sampling.Under) {
            return equal(has, Arrays.stream(has).filter(n -> n > 0).min().orElse(0));
        }
        double power = sampling instanceof Sampling.Power own ? own.power() : sampling instanceof Sampling.None ? 1 : 0;
        double[] weights = Arrays.stream(has)
                .mapToDouble(n -> n == 0 ? 0 : Math.pow(n, power))
                .toArray();
        return shared(weights, all);
    }

    private static int[] equal(int[] has, int each) {
        return Arrays.stream(has).map(n -> n == 0 ? 0 : each).toArray();
    }

    /** Whole numbers in proportion to the weights that sum up to {@code all}, by largest remainder; the first of equals. */
    private static int[] shared(double[] weights, int all) {
        double sum = Arrays.stream(weights).sum();
        double[] quotas = Arrays.stream(weights).map(w -> all * w / sum).toArray();
        int[] counts = Arrays.stream(quotas).mapToInt(q -> (int) q).toArray();
        IntStream.range(0, counts.length)
                .boxed()
                .filter(c -> weights[c] > 0)
                .sorted(Comparator.comparingDouble(c -> counts[c] - quotas[c]))
                .limit(all - Arrays.stream(counts).sum())
                .forEach(c -> counts[c]++);
        return counts;
    }
}
