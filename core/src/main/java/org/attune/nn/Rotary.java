// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import java.util.Arrays;
import org.attune.tensor.Placement;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Rotary positions (Su et al. 2021): pairs (i, i + dim/2) of a query or key are turned by the angle place · theta^(-2i/dim). The
 * tables are computed in double precision and belong to the scope in which they are made.
 */
public final class Rotary {

    private final Tensor cosine;
    private final Tensor sine;

    private Rotary(Tensor cosine, Tensor sine) {
        this.cosine = cosine;
        this.sine = sine;
    }

    /** Tables [time, dim / 2] in the masters' type. */
    public static Rotary of(int time, int dim, double theta, Placement placement) {
        return of(time, RotaryScaling.none().frequencies(dim, theta), 1, placement);
    }

    /**
     * The same with other angles.
     *
     * @param frequencies the angle from one place to the next of each pair
     * @param amplitude a factor of what is turned
     */
    public static Rotary of(int time, double[] frequencies, double amplitude, Placement placement) {
        int half = frequencies.length;
        double[] cosine = new double[Math.multiplyExact(time, half)];
        double[] sine = new double[cosine.length];
        for (int i = 0; i < half; i++) {
            for (int t = 0; t < time; t++) {
                cosine[t * half + i] = amplitude * Math.cos(t * frequencies[i]);
                sine[t * half + i] = amplitude * Math.sin(t * frequencies[i]);
            }
        }
        return new Rotary(table(cosine, placement, time, half), table(sine, placement, time, half));
    }

    /**
     * For rows with positions of their own: [batch, 1, time, dim / 2].
     *
     * @param positions [batch][time]
     * @param frequencies of each row
     */
    public static Rotary at(int[][] positions, double[][] frequencies, double amplitude, Placement placement) {
        return at(positions, frequencies, amplitude, placement, new long[] {positions.length, 1, positions[0].length});
    }

    /**
     * For texts that lie one behind another: [1, 1, time, dim / 2].
     *
     * @param positions of each text
     * @param frequencies of each text
     */
    public static Rotary packed(int[][] positions, double[][] frequencies, double amplitude, Placement placement) {
        long time = Arrays.stream(positions).mapToLong(text -> text.length).sum();
        return at(positions, frequencies, amplitude, placement, new long[] {1, 1, time});
    }

    private static Rotary at(
            int[][] positions, double[][] frequencies, double amplitude, Placement placement, long[] places) {
        int half = frequencies[0].length;
        int all = Arrays.stream(positions).mapToInt(text -> text.length).sum();
        double[] cosine = new double[Math.multiplyExact(all, half)];
        double[] sine = new double[cosine.length];
        for (int row = 0, place = 0; row < positions.length; row++) {
            for (int position : positions[row]) {
                for (int i = 0; i < half; i++, place++) {
                    cosine[place] = amplitude * Math.cos(position * frequencies[row][i]);
                    sine[place] = amplitude * Math.sin(position * frequencies[row][i]);
                }
            }
        }
        return new Rotary(
                table(cosine, placement, places[0], places[1], places[2], half),
                table(sine, placement, places[0], places[1], places[2], half));
    }

    /**
     * For each row of a batch the one or the other: [batch, 1, time, dim / 2].
     *
     * @param which true for {@code other}, [batch]
     */
    public Rotary orFor(Tensor which, Rotary other) {
        Tensor row = which.view(-1, 1, 1, 1);
        return new Rotary(torch.where(row, other.cosine, cosine), torch.where(row, other.sine, sine));
    }

    /** x [batch, heads, time, dim] → the same shape and type; turned in the masters' type. */
    public Tensor apply(Tensor x) {
        Tensor wide = x.to(cosine.scalar_type());
        long half = x.size(-1) / 2;
        Tensor first = wide.narrow(-1, 0, half);
        Tensor second = wide.narrow(-1, half, half);
        Tensor turned = torch.cat(
                new TensorVector(
                        first.mul(cosine).sub(second.mul(sine)),
                        second.mul(cosine).add(first.mul(sine))),
                -1);
        return turned.to(x.scalar_type());
    }

    private static Tensor table(double[] values, Placement placement, long... shape) {
        return Tensors.of(values, shape).to(placement.device(), placement.master());
    }
}
