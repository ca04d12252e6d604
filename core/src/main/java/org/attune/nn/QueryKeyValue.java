// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Queries, keys and values of the same states, by three linear layers that are computed as one product: a third of the calls and
 * conversions, and larger products run nearer to the processor's limit.
 */
public final class QueryKeyValue {

    private final List<Linear> layers;
    private final Counts counts;
    private final @Nullable Norms norms;

    /**
     * How many heads there are.
     *
     * @param queries a multiple of {@code keys}: so many heads have queries of their own
     * @param keys heads with keys and values, each for several heads with queries (Ainslie et al. 2023)
     */
    public record Counts(long queries, long keys) {}

    private record Norms(RmsNorm queries, RmsNorm keys) {
        Heads of(Heads heads) {
            ScalarType type = heads.queries().scalar_type();
            return new Heads(
                    queries.forward(heads.queries()).to(type),
                    keys.forward(heads.keys()).to(type),
                    heads.values());
        }
    }

    public QueryKeyValue(Linear query, Linear key, Linear value, long heads) {
        this(query, key, value, new Counts(heads, heads));
    }

    public QueryKeyValue(Linear query, Linear key, Linear value, Counts counts) {
        this(List.of(query, key, value), counts, null);
    }

    private QueryKeyValue(List<Linear> layers, Counts counts, @Nullable Norms norms) {
        this.layers = layers;
        this.counts = counts;
        this.norms = norms;
    }

    /** Where the checkpoint itself has the three as one layer. */
    public static QueryKeyValue joint(Linear all, long heads) {
        return new QueryKeyValue(List.of(all), new Counts(heads, heads), null);
    }

    /** The same with norms over the width of a head. */
    public QueryKeyValue normed(RmsNorm queries, RmsNorm keys) {
        return new QueryKeyValue(layers, counts, new Norms(queries, keys));
    }

    /** The width of a head. */
    long dim() {
        return layers.stream().mapToLong(Linear::out).sum() / (counts.queries() + 2 * counts.keys());
    }

    /** x [batch, time, width]. */
    public Heads forward(Tensor x, Pass pass) {
        Heads heads = Heads.split(Linear.joined(x, pass, layers), counts);
        return norms == null ? heads : norms.of(heads);
    }

    /** Queries [batch, heads, time, dim]; keys and values [batch, heads or fewer, time, dim]. */
    public record Heads(Tensor queries, Tensor keys, Tensor values) {

        /** Splits [batch, time, 3·heads·dim], queries first, by a single copy: many small products want their factors dense. */
        public static Heads split(Tensor all, long heads) {
            TensorVector parts = all.view(all.size(0), all.size(1), 3, heads, all.size(2) / (3 * heads))
                    .permute(2, 0, 3, 1, 4)
                    .contiguous() // [3, batch, heads, time, dim]
                    .unbind(0);
            return new Heads(parts.get(0), parts.get(1), parts.get(2));
        }

        /** Splits [batch, time, (queries + 2·keys)·dim]. */
        static Heads split(Tensor all, Counts counts) {
            if (counts.queries() == counts.keys()) {
                return split(all, counts.queries());
            }
            long dim = all.size(2) / (counts.queries() + 2 * counts.keys());
            return new Heads(
                    heads(all, 0, counts.queries(), dim),
                    heads(all, counts.queries(), counts.keys(), dim),
                    heads(all, counts.queries() + counts.keys(), counts.keys(), dim));
        }

        private static Tensor heads(Tensor all, long first, long count, long dim) {
            return all.narrow(-1, first * dim, count * dim)
                    .reshape(all.size(0), all.size(1), count, dim)
                    .transpose(1, 2)
                    .contiguous();
        }

        /** With queries and keys turned by their places. */
        public Heads turned(Rotary rotary) {
            return new Heads(rotary.apply(queries), rotary.apply(keys), values);
        }
    }
}
