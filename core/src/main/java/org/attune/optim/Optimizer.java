// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attune.tensor.Grad;
import org.attune.tensor.Parameter;
import org.attune.tensor.Profile;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/**
 * Sums gradients over the micro-batches of a step in the masters' type, clips them by their global norm, and updates.
 * Lives in the scope in which it was made.
 */
public final class Optimizer implements GradientSums {

    /** Keeps the division of the clip finite, as torch.nn.utils.clip_grad_norm_ has it. */
    private static final double CLIP_EPSILON = 1e-6;

    private final Rule rule;
    private final double decay;
    private final double clip;
    private final Averages averages;
    private final List<FlatGroup> groups;

    /**
     * @param decay weight decay, multiplied by each group's factor
     * @param clip the largest global norm of gradients, 0 for no clipping
     */
    public Optimizer(Rule rule, double decay, double clip, List<ParameterGroup> groups) {
        this(rule, decay, clip, Averages.NONE, groups);
    }

    /** @param averages of what learns over the steps */
    public Optimizer(Rule rule, double decay, double clip, Averages averages, List<ParameterGroup> groups) {
        this.averages = averages;
        this.rule = rule;
        this.decay = decay;
        this.clip = clip;
        this.groups = groups.stream()
                .filter(group -> !group.parameters().isEmpty())
                .map(group -> new FlatGroup(group, rule, averages))
                .toList();
    }

    /**
     * Takes the gradients of the micro-batch that was just run backward. The only one of a step may be left where it is: to add to it
     * is what needs the sums.
     */
    public void collect() {
        Profile.part("gradient sums", () -> learning().forEach(FlatGroup::collect));
    }

    /** The gradient sums, flat, for a reduction over peers. */
    public List<Tensor> gradients() {
        return learning().map(FlatGroup::gradient).toList();
    }

    @Override
    public Tensor of(Parameter parameter) {
        return groups.stream()
                .flatMap(group -> group.gradient(parameter).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(parameter.name() + " is in no group"));
    }

    /** The global L2 norm of the gradient sums; not finite where any of them is not. */
    public double gradientNorm() {
        return Profile.part("gradient norm", this::norm);
    }

    private double norm() {
        try (Grad off = Grad.off();
                Scope scope = Scope.open()) {
            double squares = 0;
            for (FlatGroup group : learning().toList()) {
                double norm = group.gradientNorm();
                squares += norm * norm;
            }
            return Math.sqrt(squares);
        }
    }

    /** Clips, updates and clears the sums of what learns. {@code norm} is {@link #gradientNorm()}. */
    public void step(double rate, double norm) {
        Profile.part("optimiser", () -> update(rate, norm));
    }

    private void update(double rate, double norm) {
        try (Grad off = Grad.off();
                Scope scope = Scope.open()) {
            double factor = clip == 0 ? 1 : Math.min(1, clip / (norm + CLIP_EPSILON));
            for (FlatGroup group : learning().toList()) {
                group.update(rule, rate, decay, factor);
            }
            if (groups.stream().mapToLong(FlatGroup::updates).max().orElse(0) >= averages.first()) {
                learning().forEach(FlatGroup::average);
            }
        }
    }

    private Stream<FlatGroup> learning() {
        return groups.stream().filter(FlatGroup::learns);
    }

    /** The averages take the place of what learns, and the other way round: twice changes nothing. Without averages nothing happens. */
    public void exchange() {
        try (Grad off = Grad.off();
                Scope scope = Scope.open()) {
            groups.forEach(FlatGroup::exchange);
        }
    }

    /** All that a resume needs, by name; the tensors are the optimiser's own. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        groups.forEach(group -> group.state(state));
        return state;
    }

    /** To be called after the tensors of {@link #state()} were overwritten. */
    public void restored() {
        groups.forEach(FlatGroup::restored);
    }
}
