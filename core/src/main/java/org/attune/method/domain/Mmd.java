// SPDX-License-Identifier: Apache-2.0
package org.attune.method.domain;

import java.util.Objects;
import org.attune.tensor.Grad;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The squared maximum mean discrepancy of both domains (Gretton et al. 2012, equation 5: of all pairs, so that it is never negative) by the
 * mean of seven Gaussian kernels, whose squared widths are 2^-3 … 2^3 times the mean squared distance of two rows (Long et al. 2015). The widths
 * follow the rows and have no gradient.
 */
public final class Mmd implements Alignment {

    private static final int WIDEST = 3;

    @Override
    public Tensor of(Tensor source, Tensor target) {
        long n = source.size(0);
        long m = target.size(0);
        Tensor all = torch.cat(new TensorVector(source, target), 0);
        Tensor squares = all.square().sum(1); // [n + m]
        Tensor apart = squares.unsqueeze(1)
                .add(squares.unsqueeze(0))
                .sub(all.mm(all.t()).mul(Tensors.scalar(2)))
                .clamp_min(Tensors.scalar(0));
        double mean = mean(apart);
        Tensor kernels = null;
        for (int power = -WIDEST; power <= WIDEST; power++) {
            Tensor kernel = apart.mul(Tensors.scalar(-1 / (2 * Math.pow(2, power) * mean)))
                    .exp();
            kernels = kernels == null ? kernel : kernels.add(kernel);
        }
        Tensor mixed = Objects.requireNonNull(kernels).mul(Tensors.scalar(1.0 / (2 * WIDEST + 1)));
        Tensor within = mixed.narrow(0, 0, n)
                .narrow(1, 0, n)
                .mean()
                .add(mixed.narrow(0, n, m).narrow(1, n, m).mean());
        return within.sub(mixed.narrow(0, 0, n).narrow(1, n, m).mean().mul(Tensors.scalar(2)));
    }

    /** Of two rows that are not the same one; 1 where all are equal. */
    private static double mean(Tensor apart) {
        try (Grad off = Grad.off()) {
            double rows = apart.size(0);
            double sum = Tensors.item(apart.sum());
            return sum > 0 ? sum / (rows * (rows - 1)) : 1;
        }
    }
}
