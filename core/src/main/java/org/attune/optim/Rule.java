// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import org.attune.tensor.Kernels;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How one flat parameter is updated from its gradient. */
public sealed interface Rule {

    /** How many moments of the parameter's size the rule keeps. */
    int moments();

    /** Updates in place; {@code step} counts from 1. */
    void update(Tensor parameter, Tensor gradient, Tensor[] moments, Update update);

    /** One update's numbers. */
    record Update(double rate, double decay, long step) {}

    /** AdamW, decoupled decay (Loshchilov and Hutter 2019). */
    record AdamW(double beta1, double beta2, double epsilon) implements Rule {
        @Override
        public int moments() {
            return 2;
        }

        @Override
        public void update(Tensor parameter, Tensor gradient, Tensor[] moments, Update u) {
            Kernels.adamW(
                    parameter,
                    gradient,
                    moments[0],
                    moments[1],
                    new Kernels.AdamW(u.rate(), beta1, beta2, epsilon, u.decay(), u.step()));
        }
    }

    /** Adam with L2 regularisation in the gradient (Kingma and Ba 2015), as torch.optim.Adam has it. */
    record Adam(double beta1, double beta2, double epsilon) implements Rule {
        @Override
        public int moments() {
            return 2;
        }

        @Override
        public void update(Tensor parameter, Tensor gradient, Tensor[] moments, Update u) {
            if (u.decay() != 0) {
                gradient.add_(parameter, Tensors.scalar(u.decay()));
            }
            new AdamW(beta1, beta2, epsilon).update(parameter, gradient, moments, new Update(u.rate(), 0, u.step()));
        }
    }

    /** Stochastic gradient descent with momentum, as torch.optim.SGD has it. */
    record Sgd(double momentum) implements Rule {
        @Override
        public int moments() {
            return 1;
        }

        @Override
        public void update(Tensor parameter, Tensor gradient, Tensor[] moments, Update u) {
            if (u.decay() != 0) {
                gradient.add_(parameter, Tensors.scalar(u.decay()));
            }
            Tensor velocity = moments[0];
            velocity.mul_(Tensors.scalar(momentum)).add_(gradient);
            parameter.add_(velocity, Tensors.scalar(-u.rate()));
        }
    }

    /** Zeros for a moment of a parameter. */
    static Tensor zeros(Tensor like) {
        return torch.zeros_like(like);
    }
}
