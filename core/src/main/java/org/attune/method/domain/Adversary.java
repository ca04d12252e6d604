// SPDX-License-Identifier: Apache-2.0
package org.attune.method.domain;

import java.util.List;
import org.attune.method.Progress;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A classifier with one hidden layer that learns to tell the domains apart, while its gradient goes on into the states turned round, λ times
 * (DANN, Ganin et al. 2016, equations 9 to 18). λ grows as in section 5.2.2, from 0 to the strength: 2 / (1 + e^(-10 p)) - 1 at the share p of
 * the run. Its own loss is the mean over the rows of both domains.
 */
public final class Adversary implements Alignment {

    private static final double STEEP = 10;

    private static final long SITE = 0x646f6d61696eL;

    private final double strength;
    private final Parameter hidden;
    private final Parameter hiddenBias;
    private final Parameter last;
    private final Parameter lastBias;
    private double lambda;

    /** In the caller's scope, with weights of He et al. (2015) by the seed. */
    Adversary(long width, int units, double strength, Placement placement, long seed) {
        this.strength = strength;
        hidden = drawn("domain.hidden.weight", placement, seed, units, width);
        hiddenBias = zero("domain.hidden.bias", placement, units);
        last = drawn("domain.last.weight", placement, seed, 1, units);
        lastBias = zero("domain.last.bias", placement, 1);
        parameters().forEach(parameter -> parameter.setLearns(true));
    }

    private static Parameter drawn(String name, Placement placement, long seed, long out, long in) {
        double[] values = new double[Math.toIntExact(out * in)];
        long key = KeyedRandom.key(seed, SITE, name.hashCode());
        double deviation = Math.sqrt(2.0 / in);
        for (int i = 0; i < values.length; i++) {
            values[i] = deviation * KeyedRandom.gaussian(key, i);
        }
        return parameter(name, Parameter.Kind.WEIGHT, placement, Tensors.of(values, out, in));
    }

    private static Parameter zero(String name, Placement placement, long size) {
        double[] values = new double[Math.toIntExact(size)];
        return parameter(name, Parameter.Kind.VECTOR, placement, Tensors.of(values, size));
    }

    private static Parameter parameter(String name, Parameter.Kind kind, Placement placement, Tensor values) {
        return new Parameter(name, kind, values.to(placement.device(), placement.master()), placement.master());
    }

    /** The values of all of them. */
    static long size(long width, int units) {
        return units * (width + 1) + units + 1;
    }

    /** What the gradient is turned round by at a share of the run. */
    static double lambda(double share) {
        return 2 / (1 + Math.exp(-STEEP * share)) - 1;
    }

    @Override
    public void activate(Progress progress) {
        lambda = strength * lambda((double) progress.done() / progress.steps());
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(hidden, hiddenBias, last, lastBias);
    }

    @Override
    public Tensor of(Tensor source, Tensor target) {
        Tensor states = reversed(torch.cat(new TensorVector(source, target), 0), lambda);
        Tensor units = states.mm(hidden.leaf().t()).add(hiddenBias.leaf()).relu();
        Tensor logits = units.mm(last.leaf().t()).add(lastBias.leaf()).squeeze(1);
        long n = source.size(0);
        Tensor ofSource = torch.softplus(logits.narrow(0, 0, n)); // -log(1 - p)
        Tensor ofTarget = torch.softplus(logits.narrow(0, n, target.size(0)).neg()); // -log p
        return torch.cat(new TensorVector(ofSource, ofTarget), 0).mean();
    }

    /** The same values, with a gradient of the opposite sign, times a factor. */
    public static Tensor reversed(Tensor states, double factor) {
        return states.detach().mul(Tensors.scalar(1 + factor)).sub(states.mul(Tensors.scalar(factor)));
    }
}
