// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import org.attune.problem.InputException;
import org.attune.tensor.KeyedRandom;

/**
 * The proxy A-distance of two domains, 2 (1 - 2 ε) (Ben-David et al. 2007; Ganin et al. 2016, section 3.1): ε is the share of mistakes of a
 * linear classifier that tells their rows apart by a model's states. 2 where it does so without a mistake, 0 where it can as well guess; a
 * little below 0 by chance. Of the larger domain as many rows are taken as the smaller one has; half of each teaches, the other half is asked.
 */
public final class ProxyDistance {

    /** What the metric is called. */
    public static final String NAME = "proxy_a_distance";

    private static final int FEWEST = 10;
    private static final int MOST = 5_000;

    private ProxyDistance() {}

    /**
     * @param source states {@code [rows][width]}
     * @param target states {@code [rows][width]} of the other domain
     * @throws InputException for a domain of a few rows, which says nothing
     */
    public static double of(float[][] source, float[][] target, long seed) {
        int rows = Math.min(MOST, Math.min(source.length, target.length)) / 2 * 2;
        if (rows < FEWEST) {
            throw new InputException(
                    "domain.rows",
                    "--beside",
                    source.length + " rows and " + target.length + " beside them",
                    "two domains are compared by " + FEWEST + " rows of each at least",
                    "name files with more rows");
        }
        float[][][] both = {chosen(source, rows, seed), chosen(target, rows, seed + 1)};
        int half = rows / 2;
        float[][] taught = joined(both, 0, half);
        int[] domains = new int[2 * half];
        Arrays.fill(domains, half, 2 * half, 1);
        float[][] said = LogisticRegression.DEFAULT.fit(taught, domains, 2).probabilities(joined(both, half, rows));
        int wrong = 0;
        for (int i = 0; i < said.length; i++) {
            wrong += (said[i][1] > said[i][0] ? 1 : 0) == domains[i] ? 0 : 1;
        }
        return 2 * (1 - 2.0 * wrong / said.length);
    }

    private static float[][] chosen(float[][] states, int rows, long seed) {
        int[] order = KeyedRandom.permutation(states.length, KeyedRandom.key(seed, states.length));
        return Arrays.stream(order).limit(rows).mapToObj(row -> states[row]).toArray(float[][]::new);
    }

    private static float[][] joined(float[][][] both, int from, int to) {
        float[][] joined = Arrays.copyOf(Arrays.copyOfRange(both[0], from, to), 2 * (to - from));
        System.arraycopy(both[1], from, joined, to - from, to - from);
        return joined;
    }
}
