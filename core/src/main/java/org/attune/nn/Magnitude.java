// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Grad;
import org.attune.tensor.Parameter;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * DoRA (Liu et al. 2024): row i of a layer's weight with its low-rank part is m_i · (W + sBA)_i / ‖(W + sBA)_i‖. The length is a constant
 * for the gradient (section 4.3), as in PEFT.
 *
 * @param lengths m, [out]
 * @param squares ‖W_i‖² of the frozen weight, [out] in the masters' type
 */
public record Magnitude(Parameter lengths, Tensor squares) {

    /** ‖W_i‖² of a weight [out, in] of any floating type, [out]. */
    public static Tensor squares(Tensor weight, ScalarType type) {
        return weight.to(type).square().sum(1);
    }

    /**
     * m / ‖W + sBA‖, [out] with the graph of m. The norm is put together from ‖W‖² + 2s⟨W, BA⟩ + s²‖BA‖², so that no second matrix
     * of the weight's size is made.
     *
     * @param weight W [out, in] as the forward uses it
     */
    Tensor factors(Tensor weight, LowRank part) {
        Tensor norm;
        try (Grad off = Grad.off()) {
            ScalarType type = Tensors.type(squares);
            Tensor a = part.a().leaf().to(type);
            Tensor b = part.b().leaf().to(type);
            Tensor cross =
                    Linear.product(part.a().leaf(), weight, null).to(type).t(); // W Aᵀ [out, rank]
            Tensor both = cross.mul(Tensors.scalar(2 * part.scale()))
                    .add(b.mm(a.mm(a.t())).mul(Tensors.scalar(part.scale() * part.scale())));
            norm = squares.add(both.mul(b).sum(1)).sqrt();
        }
        return lengths.leaf().div(norm);
    }
}
