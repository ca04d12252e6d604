// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Queries, keys and values of the same states, by three linear layers that are computed as one product: a third of the calls and
 * conversions, and larger products run nearer to the processor's limit.
 */
public final class QueryKeyValue {

    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final long heads;

    public QueryKeyValue(Linear query, Linear key, Linear value, long heads) {
        this.query = query;
        this.key = key;
        this.value = value;
        this.heads = heads;
    }

    /** x [batch, time, width]. */
    public Heads forward(Tensor x, Pass pass) {
        return Heads.split(Linear.joined(x, pass, query, key, value), heads);
    }

    /** Queries, keys and values, each [batch, heads, time, dim]. */
    public record Heads(Tensor queries, Tensor keys, Tensor values) {

        /** Splits [batch, time, 3·heads·dim], queries first, by a single copy: many small products want their factors dense. */
        public static Heads split(Tensor all, long heads) {
            TensorVector parts = all.view(all.size(0), all.size(1), 3, heads, all.size(2) / (3 * heads))
                    .permute(2, 0, 3, 1, 4)
                    .contiguous() // [3, batch, heads, time, dim]
                    .unbind(0);
            return new Heads(parts.get(0), parts.get(1), parts.get(2));
        }

        /** With queries and keys turned by their places. */
        public Heads turned(Rotary rotary) {
            return new Heads(rotary.apply(queries), rotary.apply(keys), values);
        }
    }
}
