// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Self-attention: queries, keys and values of the same states, turned by their places where these are rotary.
 *
 * @param dropout on the shares
 * @param site of the dropout
 */
public record SelfAttention(
        QueryKeyValue queryKeyValue, Linear output, Attention.Scores scores, double dropout, long site) {

    /** With scores as the paper has them. */
    public SelfAttention(QueryKeyValue queryKeyValue, Linear output, double dropout, long site) {
        this(queryKeyValue, output, Attention.Scores.of(queryKeyValue.dim()), dropout, site);
    }

    /** x [batch, time, width] → the same shape. */
    public Tensor forward(Tensor x, Places places, Pass pass) {
        QueryKeyValue.Heads heads = queryKeyValue.forward(x, pass);
        QueryKeyValue.Heads turned = places.rotary() == null ? heads : heads.turned(places.rotary());
        QueryKeyValue.Heads all = places.past() == null ? turned : places.past().extend(turned);
        Tensor mixed = places.packed() == null
                ? Attention.forward(all, scores, places.mask(), new Attention.Dropout(pass, dropout, site))
                : apart(all, places.packed(), pass);
        return output.forward(mixed, pass);
    }

    /** Each text by itself: [1, heads, time, dim] → [1, time, heads·dim]. */
    private Tensor apart(QueryKeyValue.Heads heads, Places.Packed packed, Pass pass) {
        TensorVector queries = packed.segments().split(heads.queries());
        TensorVector keys = packed.segments().split(heads.keys());
        TensorVector values = packed.segments().split(heads.values());
        TensorVector mixed = new TensorVector();
        for (int i = 0; i < packed.segments().count(); i++) {
            mixed.push_back(Attention.forward(
                    new QueryKeyValue.Heads(queries.get(i), keys.get(i), values.get(i)),
                    scores,
                    packed.masks().get(i),
                    new Attention.Dropout(pass.segment(i), dropout, site)));
        }
        return torch.cat(mixed, 1);
    }
}
