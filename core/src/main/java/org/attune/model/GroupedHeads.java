// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import org.attune.nn.Linear;
import org.attune.nn.QueryKeyValue;

/**
 * Attention whose heads share keys and values, as most decoders have it.
 *
 * @param heads with queries of their own
 * @param groups with keys and values
 * @param dim the width of a head
 */
public record GroupedHeads(int heads, int groups, int dim) {

    /**
     * @param groups where config.json does not say; 0: it must
     * @param dim where config.json does not say
     */
    public static GroupedHeads read(ConfigFields fields, Sizes sizes, int groups, int dim) {
        String key = "num_key_value_heads";
        int shared = groups == 0 ? fields.count(key, 1, 1 << 10) : fields.count(key, 1, 1 << 10, groups);
        GroupedHeads read = new GroupedHeads(sizes.heads(), shared, fields.count("head_dim", 2, 1 << 12, dim));
        if (sizes.heads() % shared != 0) {
            fields.wrong(key, "is " + shared, "a divisor of num_attention_heads, which is " + sizes.heads());
        }
        if (read.dim() % 2 != 0) {
            fields.wrong("head_dim", "is " + read.dim(), "an even width, for rotary positions");
        }
        return read;
    }

    /** The layers {@code q_proj k_proj v_proj} below a name. */
    public QueryKeyValue layers(String name, long width, boolean bias, Layers from) {
        Linear query = from.linear(name + ".q_proj", width, (long) heads * dim, bias);
        Linear key = from.linear(name + ".k_proj", width, (long) groups * dim, bias);
        Linear value = from.linear(name + ".v_proj", width, (long) groups * dim, bias);
        return new QueryKeyValue(query, key, value, new QueryKeyValue.Counts(heads, groups));
    }

    /**
     * With the norms {@code q_norm k_norm} below a name.
     *
     * @param offset what the forward adds to the stored weights
     */
    public QueryKeyValue normed(QueryKeyValue plain, String name, double offset, double epsilon, Layers from) {
        return plain.normed(
                from.rmsNorm(name + ".q_norm", dim, offset, epsilon),
                from.rmsNorm(name + ".k_norm", dim, offset, epsilon));
    }

    /** The layer {@code o_proj} below a name. */
    public Linear output(String name, long width, boolean bias, Layers from) {
        return from.linear(name + ".o_proj", (long) heads * dim, width, bias);
    }
}
