// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;

/**
 * Self-attention with rotary positions.
 *
 * @param dropout on the shares
 * @param site of the dropout
 */
public record SelfAttention(
        QueryKeyValue queryKeyValue, Linear output, Attention.Scores scores, double dropout, long site) {

    /** x [batch, time, width] → the same shape. */
    public Tensor forward(Tensor x, Places places, Pass pass) {
        QueryKeyValue.Heads heads = queryKeyValue.forward(x, pass).turned(places.rotary());
        Attention.Dropout sparse = new Attention.Dropout(pass, dropout, site);
        return output.forward(Attention.forward(heads, scores, places.mask(), sparse), pass);
    }
}
