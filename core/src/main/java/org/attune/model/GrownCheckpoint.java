// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.TensorInfo;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A checkpoint whose tables have rows for new words: the mean of all words' rows, so that a new word is neither likely nor unlikely
 * at first (Hewitt 2021). Its hash is that of the stored weights.
 *
 * @param tables names of tensors with a row for each word
 * @param first the number of the first new word
 */
record GrownCheckpoint(Checkpoint stored, Set<String> tables, int first, int count) implements Checkpoint {

    private static final long AT_ONCE = 4096;

    @Override
    public Map<String, TensorInfo> tensors() {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        stored.tensors().forEach((name, info) -> tensors.put(name, tables.contains(name) ? grown(info) : info));
        return tensors;
    }

    private TensorInfo grown(TensorInfo info) {
        long[] shape = info.shape();
        shape[0] = Math.max(shape[0], first + count);
        return new TensorInfo(info.name(), info.dtype(), shape);
    }

    @Override
    public Tensor load(String name) {
        Tensor table = stored.load(name);
        return tables.contains(name) && count > 0 ? grown(table) : table;
    }

    /** Rows of no word, with which some tables are padded, give way to the new ones. */
    private Tensor grown(Tensor table) {
        long padding = Math.max(0, table.size(0) - first - count);
        long[] shape = Tensors.shape(table);
        shape[0] = count;
        TensorVector rows = new TensorVector();
        rows.push_back(table.narrow(0, 0, first));
        rows.push_back(mean(table).expand(shape));
        rows.push_back(table.narrow(0, table.size(0) - padding, padding));
        return torch.cat(rows, 0);
    }

    /** Of the words' rows, summed in float64 a few at a time, so that no wide copy of the table is made: [1, width]. */
    private Tensor mean(Tensor table) {
        long[] shape = Tensors.shape(table);
        shape[0] = 1;
        Tensor sum = torch.zeros(shape).to(ScalarType.Double);
        for (long from = 0; from < first; from += AT_ONCE) {
            sum.add_(table.narrow(0, from, Math.min(AT_ONCE, first - from))
                    .to(ScalarType.Double)
                    .sum(new long[] {0}, true, new ScalarTypeOptional()));
        }
        return sum.div_(Tensors.scalar(first)).to(Tensors.type(table));
    }

    @Override
    public String sha256() {
        return stored.sha256();
    }

    @Override
    public void close() {
        stored.close();
    }
}
