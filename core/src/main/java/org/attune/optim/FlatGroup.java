// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.tensor.Grad;
import org.attune.tensor.Kernels;
import org.attune.tensor.Parameter;
import org.attune.tensor.Profile;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A group's parameters in flat memory: masters, gradient sums and moments in the masters' type, and narrow copies for the
 * forward. The narrow copy is made from the master once per optimiser step, in one pass. Gradients of a single backward are used where
 * they lie; the memory of the sums is touched by the first step that needs sums.
 */
final class FlatGroup {

    private final ParameterGroup group;
    private final Tensor master;
    private final Tensor gradient;
    private final Tensor[] moments;
    private final Map<Parameter, Tensor> gradients = new LinkedHashMap<>();
    private final List<Narrow> narrow = new ArrayList<>();
    private final List<Stretch> stretches;
    private final Tensor count;
    private final @Nullable RunningAverage average;
    private long updates;
    private boolean empty = true;

    /** A flat narrow copy of a run of masters. */
    private record Narrow(Tensor copy, Tensor of) {}

    FlatGroup(ParameterGroup group, Rule rule, Averages averages) {
        this.group = group;
        try (Grad off = Grad.off()) {
            long size = group.parameters().stream().mapToLong(Parameter::size).sum();
            Tensor first = group.parameters().get(0).master();
            master = torch.empty(new long[] {size}, first.options(), null);
            gradient = torch.empty_like(master);
            count = Tensors.of(new long[1], 1);
            moments = new Tensor[rule.moments()];
            for (int i = 0; i < moments.length; i++) {
                moments[i] = torch.zeros_like(master);
            }
            long offset = 0;
            for (Parameter parameter : group.parameters()) {
                offset += adopt(parameter, offset);
            }
            stretches = stretches(size);
            average = averages.any() ? new RunningAverage(averages, master) : null;
            Profile.hold("moments", moments.length * master.nbytes());
            Profile.hold(
                    "gradients",
                    group.parameters().stream()
                            .mapToLong(one -> one.leaf().nbytes())
                            .sum());
        }
    }

    private long adopt(Parameter parameter, long offset) {
        long[] shape = Tensors.shape(parameter.master());
        Tensor place = master.narrow(0, offset, parameter.size());
        place.copy_(parameter.master().view(-1));
        gradients.put(parameter, gradient.narrow(0, offset, parameter.size()).view(shape));
        Tensor newMaster = place.view(shape).detach();
        ScalarType leafType = Tensors.type(parameter.leaf());
        if (leafType == Tensors.type(newMaster)) {
            parameter.moveTo(newMaster, newMaster);
        } else {
            Tensor copy = newMaster.to(leafType);
            narrow.add(new Narrow(copy, newMaster));
            parameter.moveTo(newMaster, copy);
        }
        return parameter.size();
    }

    private List<Stretch> stretches(long size) {
        Tensor wide = torch.empty(new long[] {Math.min(size, Stretch.LONGEST)}, master.options(), null);
        List<Stretch> all = new ArrayList<>();
        for (long from = 0; from < size; from += Stretch.LONGEST) {
            long length = Math.min(Stretch.LONGEST, size - from);
            Tensor[] own = new Tensor[moments.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = moments[i].narrow(0, from, length);
            }
            all.add(new Stretch(master.narrow(0, from, length), own, wide.narrow(0, 0, length)));
        }
        long offset = 0;
        for (Parameter parameter : group.parameters()) {
            for (long done = 0; done < parameter.size(); ) {
                long at = (offset + done) % Stretch.LONGEST;
                long length = Math.min(parameter.size() - done, Stretch.LONGEST - at);
                all.get(Math.toIntExact((offset + done) / Stretch.LONGEST)).add(parameter, done, at, length);
                done += length;
            }
            offset += parameter.size();
        }
        return all;
    }

    /** Whether its parameters learn at present. */
    boolean learns() {
        return group.parameters().get(0).learns();
    }

    /**
     * Adds the gradients of the last backward to the sums and clears them. The first micro-batch of a step is copied instead, which
     * saves a pass over memory for zeros.
     */
    void collect() {
        List<Tensor> sums = new ArrayList<>();
        List<Tensor> terms = new ArrayList<>();
        gradients.forEach((parameter, sum) -> {
            Tensor term = parameter.gradient();
            if (term != null) {
                sums.add(sum);
                terms.add(term);
            }
        });
        if (empty && terms.size() == gradients.size()) {
            Kernels.copyAll(sums, terms);
            empty = false;
        } else {
            clear();
            Kernels.addAll(sums, terms);
        }
        group.parameters().forEach(Parameter::clearGradient);
    }

    /** Whether all there is of this step's gradients are those of one backward, still in the leaves. */
    private boolean lies() {
        return empty && group.parameters().stream().allMatch(parameter -> parameter.gradient() != null);
    }

    /** The flat gradient sums; zeros where no backward was since the last update. */
    Tensor gradient() {
        if (lies()) {
            collect();
        }
        clear();
        return gradient;
    }

    /** The part of the sums that is a parameter's; empty where it is of another group. */
    Optional<Tensor> gradient(Parameter parameter) {
        Tensor sum = gradients.get(parameter);
        if (sum != null) {
            gradient();
        }
        return Optional.ofNullable(sum);
    }

    /** The L2 norm of the sums. */
    double gradientNorm() {
        return lies()
                ? Math.sqrt(stretches.stream()
                        .mapToDouble(Stretch::norm)
                        .map(norm -> norm * norm)
                        .sum())
                : Stretch.norm(gradient());
    }

    private void clear() {
        if (empty) {
            gradient.zero_();
            empty = false;
        }
    }

    /** @param factor of the gradients */
    void update(Rule rule, double rate, double decay, double factor) {
        updates++;
        count.fill_(new Scalar(updates));
        Rule.Update numbers = new Rule.Update(rate * group.rateFactor(), decay * group.decayFactor(), updates);
        if (lies()) {
            stretches.forEach(stretch -> stretch.update(rule, numbers, factor));
            group.parameters().forEach(Parameter::clearGradient);
            return;
        }
        Tensor sums = gradient();
        if (factor < 1) {
            sums.mul_(Tensors.scalar(factor));
        }
        rule.update(master, sums, moments, numbers);
        empty = true;
        refresh();
    }

    long updates() {
        return updates;
    }

    /** Takes the masters into their average, where there is one. */
    void average() {
        if (average != null) {
            average.take(master);
        }
    }

    /** Masters and their average, where there is one, take each other's place. */
    void exchange() {
        if (average != null) {
            average.exchange(master);
            refresh();
        }
    }

    /** Follows the tensors of {@link #state} once they were overwritten. */
    void restored() {
        updates = (long) Tensors.item(count);
        if (average != null) {
            average.restored();
        }
        refresh();
    }

    /** Makes the narrow copies follow the masters. */
    private void refresh() {
        Kernels.copyAll(
                narrow.stream().map(Narrow::copy).toList(),
                narrow.stream().map(Narrow::of).toList());
    }

    /** Names to tensors of all that a resume needs. */
    void state(Map<String, Tensor> into) {
        into.put(group.name() + ".master", master);
        into.put(group.name() + ".updates", count);
        if (average != null) {
            average.state(group.name(), into);
        }
        for (int i = 0; i < moments.length; i++) {
            into.put(group.name() + ".moment" + i, moments[i]);
        }
    }
}
