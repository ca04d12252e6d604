// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import java.util.Arrays;
import org.attune.tensor.DropoutMask;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Profile;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What a forward needs to know besides its inputs: whether it trains, and the keys that its dropout draws from.
 * A row's key is made of seed, step and the row's id, so that masks do not depend on how a step is cut into batches.
 */
public final class Pass {

    private static final Pass EVALUATION = new Pass(false, new long[0], null, null, false);

    private final boolean training;
    private final long[] rowKeys;
    private final @Nullable Segments packed;
    private final @Nullable Recomputation recomputation;
    private final boolean repeated;

    private Pass(
            boolean training,
            long[] rowKeys,
            @Nullable Segments packed,
            @Nullable Recomputation recomputation,
            boolean repeated) {
        this.training = training;
        this.rowKeys = rowKeys;
        this.packed = packed;
        this.recomputation = recomputation;
        this.repeated = repeated;
    }

    /** No dropout. */
    public static Pass evaluation() {
        return EVALUATION;
    }

    /** Dropout on, for the rows with these ids at one optimiser step. */
    public static Pass training(long seed, long step, long[] rowIds) {
        long[] keys = new long[rowIds.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = KeyedRandom.key(seed, step, rowIds[i]);
        }
        return new Pass(true, keys, null, null, false);
    }

    /** For the same rows one behind another; further segments are padding. */
    public Pass packed(Segments segments) {
        return training
                ? new Pass(true, Arrays.copyOf(rowKeys, segments.count()), segments, recomputation, repeated)
                : this;
    }

    /** With blocks that keep their inputs alone and run once more in {@link #backward}. */
    public Pass recomputing() {
        return new Pass(training, rowKeys, packed, new Recomputation(), false);
    }

    /** The same once more: what counts forwards counts this one not. */
    Pass again() {
        return new Pass(training, rowKeys, packed, recomputation, true);
    }

    boolean isRepeated() {
        return repeated;
    }

    /** What a row's chances at a site are drawn from; see {@link KeyedRandom}. */
    public long key(int row, long site) {
        return KeyedRandom.key(rowKeys[row], site);
    }

    /** Who keeps the inputs of blocks; null where their graphs are kept. */
    public @Nullable Recomputation recomputation() {
        return recomputation;
    }

    /** To be called after the backward of a loss: goes on through the blocks, where these are recomputed. */
    public void backward() {
        if (recomputation != null) {
            recomputation.backward();
        }
    }

    /** For one of the rows that are packed. */
    Pass segment(int index) {
        return training ? new Pass(true, new long[] {rowKeys[index]}, null, null, repeated) : this;
    }

    public boolean training() {
        return training;
    }

    /**
     * Dropout over [rows, …, lines, width] (one group dimension at most), in fp32 or wider so that 1/(1-p) is not rounded.
     *
     * @param site tells the places of one network apart; each place has its own number
     */
    public Tensor dropout(Tensor x, double rate, long site) {
        return !training || rate == 0 ? x : Profile.part("dropout", () -> dropped(x, rate, site));
    }

    private Tensor dropped(Tensor x, double rate, long site) {
        long[] keys = new long[rowKeys.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = KeyedRandom.key(rowKeys[i], site);
        }
        int dimensions = Math.toIntExact(x.dim());
        int groups = dimensions == 4 ? Math.toIntExact(x.size(1)) : 1;
        int lines = dimensions > 2 ? Math.toIntExact(x.size(-2)) : 1;
        int width = Math.toIntExact(x.size(-1));
        Tensor mask = packed == null
                ? DropoutMask.of(keys, groups, lines, width, rate)
                : packedMask(packed, keys, width, rate);
        return x.mul(mask.view(x.sizes()).to(x.device(), mask.scalar_type()));
    }

    /** [1, time, width], each row's lines counted from its own start. */
    private static Tensor packedMask(Segments segments, long[] keys, int width, double rate) {
        TensorVector masks = new TensorVector();
        for (int i = 0; i < keys.length; i++) {
            masks.push_back(DropoutMask.of(new long[] {keys[i]}, 1, segments.lengths()[i], width, rate));
        }
        return torch.cat(masks, 2);
    }
}
