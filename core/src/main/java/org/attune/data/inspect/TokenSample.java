// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.function.ToIntFunction;
import org.attune.tensor.KeyedRandom;

/** A sample of texts for what costs too much on all: those with the smallest keyed draw, so the same on every run. */
final class TokenSample {

    private static final long SEED = 0x746f6b656eL;
    private static final double Z95 = 1.959963984540054;

    private record Drawn(double draw, String text) {}

    private final int most;
    private final PriorityQueue<Drawn> drawn = new PriorityQueue<>((a, b) -> Double.compare(b.draw, a.draw));

    TokenSample(int most) {
        this.most = most;
    }

    void add(long row, String text) {
        double draw = KeyedRandom.uniform(SEED, row);
        if (drawn.size() < most || (!drawn.isEmpty() && draw < drawn.element().draw)) {
            drawn.add(new Drawn(draw, text));
            if (drawn.size() > most) {
                drawn.remove();
            }
        }
    }

    Inspection.TokenLengths measure(InspectOptions.Tokens tokens) {
        ToIntFunction<String> count = tokens.count();
        int[] lengths =
                drawn.stream().mapToInt(d -> count.applyAsInt(d.text)).sorted().toArray();
        long longer = Arrays.stream(lengths).filter(l -> l > tokens.limit()).count();
        return new Inspection.TokenLengths(
                tokens.model(),
                lengths.length,
                TextLengths.quantile(lengths, 0.5),
                TextLengths.quantile(lengths, 0.95),
                TextLengths.quantile(lengths, 1),
                tokens.limit(),
                wilson(longer, lengths.length));
    }

    /** The score interval of a share (Wilson 1927), which holds for shares near 0 too. */
    static Inspection.Share wilson(long hits, long n) {
        if (n == 0) {
            return new Inspection.Share(0, 0, 1);
        }
        double p = (double) hits / n;
        double z2 = Z95 * Z95;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z95 / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        return new Inspection.Share(
                p, hits == 0 ? 0 : Math.max(0, centre - half), hits == n ? 1 : Math.min(1, centre + half));
    }
}
