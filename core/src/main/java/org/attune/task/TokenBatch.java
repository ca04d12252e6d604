// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.data.Example.Tokens;
import org.attune.model.Head;
import org.attune.model.Inputs;
import org.attune.model.Model;
import org.attune.model.TokenInputs;
import org.attune.nn.Pass;
import org.attune.nn.Segments;
import org.attune.tensor.Placement;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Puts the tokens of a batch into tensors, padded on the right. */
final class TokenBatch {

    private TokenBatch() {}

    static TokenInputs inputs(Batch batch, int paddingId, Placement placement) {
        List<Tokens> sequences = sequences(batch);
        int rows = sequences.size();
        int time = batch.length();
        long[] ids = new long[rows * time];
        long[] types = new long[rows * time];
        float[] mask = new float[rows * time];
        boolean padded = false;
        for (int row = 0; row < rows; row++) {
            Tokens tokens = sequences.get(row);
            for (int t = 0; t < time; t++) {
                boolean real = t < tokens.length();
                int place = row * time + t;
                ids[place] = real ? tokens.ids()[t] : paddingId;
                types[place] = real && tokens.typeIds().length > 0 ? tokens.typeIds()[t] : 0;
                mask[place] = real ? 1 : 0;
                padded |= !real;
            }
        }
        return new TokenInputs(
                indices(ids, placement, rows, time),
                indices(types, placement, rows, time),
                padded ? Tensors.of(mask, rows, time).to(placement.device(), placement.master()) : null);
    }

    private static List<Tokens> sequences(Batch batch) {
        List<Tokens> sequences = new ArrayList<>(batch.size());
        for (Example example : batch.examples()) {
            if (example.features() instanceof Example.Pair pair) {
                sequences.add(pair.first());
                sequences.add(pair.second());
            } else {
                sequences.add((Tokens) example.features());
            }
        }
        return sequences;
    }

    /** The examples one behind another, and padding as a text of its own. */
    static TokenInputs packed(Batch batch, int paddingId, Placement placement) {
        long[] ids = new long[batch.packedLength()];
        Arrays.fill(ids, paddingId);
        int padding = ids.length - Math.toIntExact(batch.tokens());
        int[] lengths = new int[batch.size() + (padding > 0 ? 1 : 0)];
        int from = 0;
        for (int row = 0; row < batch.size(); row++) {
            Tokens tokens = (Tokens) batch.examples().get(row).features();
            for (int t = 0; t < tokens.length(); t++) {
                ids[from + t] = tokens.ids()[t];
            }
            lengths[row] = tokens.length();
            from += tokens.length();
        }
        if (padding > 0) {
            lengths[batch.size()] = padding;
        }
        return TokenInputs.packed(indices(ids, placement, 1, ids.length), new Segments(lengths));
    }

    /** The mean over tokens without padding, [batch, width]. */
    static Tensor meanStates(Model model, Inputs inputs) {
        Tensor states = model.backbone().forward(inputs, Pass.evaluation());
        return new Head(Head.Pooling.MEAN, List.of()).pool(states, inputs);
    }

    static Tensor indices(long[] values, Placement placement, long... shape) {
        return Tensors.of(values, shape).to(placement.device(), ScalarType.Long);
    }
}
