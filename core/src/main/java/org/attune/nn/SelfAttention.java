// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;

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
        Attention.Dropout sparse = new Attention.Dropout(pass, dropout, site);
        return output.forward(Attention.forward(all, scores, places.mask(), sparse), pass);
    }
}
