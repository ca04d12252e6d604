// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A named parameter: its master (what is saved and updated) and the leaf that the forward uses (the master itself, or a narrow
 * copy of it that is refreshed once per optimiser step). The name is the checkpoint's own.
 */
public final class Parameter {

    /** What a parameter is, for weight decay and precision. */
    public enum Kind {
        /** The matrix of a linear layer or convolution: decays, and is narrowed in bf16. */
        WEIGHT,
        /** Added or multiplied by element: biases, norms. Never decays, never narrowed. */
        VECTOR,
        /** Looked up by row: embeddings. Exempt from decay, never narrowed. */
        TABLE,
        /** Counted and not learnt: running statistics. No parameter, but state of the model that is read and saved like one. */
        STATISTIC
    }

    private final String name;
    private final Kind kind;
    private Tensor master;
    private Tensor leaf;
    private boolean learns;
    private @Nullable RowSubset subset;
    private @Nullable Quantised quantised;

    /** Four bits a value, and the type in which they are read. */
    private record Quantised(QuantisedWeight weight, ScalarType compute, boolean transposed, ReadingMemory memory) {
        Tensor read() {
            Tensor values = QuantisedWeight.joined(List.of(weight), compute, memory);
            return transposed ? values.t() : values;
        }
    }

    public Parameter(String name, Kind kind, Tensor master, ScalarType compute) {
        this.name = name;
        this.kind = kind;
        this.master = master;
        boolean narrow = kind == Kind.WEIGHT && compute != Tensors.type(master);
        this.leaf = narrow ? master.to(compute) : master;
    }

    /**
     * A weight that never learns: its values are read anew for each use, into the scope of that.
     *
     * @param transposed whether the checkpoint has it as [in, out]; it is quantised as [out, in] all the same
     * @param memory that it is read into
     */
    public static Parameter quantised(
            String name, QuantisedWeight weight, ScalarType compute, boolean transposed, ReadingMemory memory) {
        Tensor shape = Tensors.withoutMemory(weight.shape());
        Parameter parameter = new Parameter(name, Kind.WEIGHT, transposed ? shape.t() : shape, ScalarType.Float);
        parameter.quantised = new Quantised(weight, compute, transposed, memory);
        return parameter;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Of a quantised weight only the shape. */
    public Tensor master() {
        return master;
    }

    /** What a forward computes with. */
    public Tensor leaf() {
        return quantised == null ? leaf : quantised.read();
    }

    /** The type of what a forward computes with. */
    public ScalarType compute() {
        return quantised == null ? Tensors.type(leaf) : quantised.compute();
    }

    public boolean isQuantised() {
        return quantised != null;
    }

    /** Quantised weights [out, in] of the same width, read one below the other. */
    public static Tensor joined(List<Parameter> weights) {
        List<Quantised> all = weights.stream()
                .map(weight -> Objects.requireNonNull(weight.quantised, weight.name))
                .toList();
        return QuantisedWeight.joined(
                all.stream().map(Quantised::weight).toList(),
                all.get(0).compute(),
                all.get(0).memory());
    }

    public boolean learns() {
        return learns;
    }

    /** Whether gradients are to be computed. */
    public void setLearns(boolean value) {
        if (value && quantised != null) {
            throw new IllegalStateException(name + " is quantised and cannot learn");
        }
        learns = value;
        Tensor changed = leaf.set_requires_grad(value);
        assert changed.requires_grad() == value;
    }

    /** The gradient of the last backward, null where this parameter took no part in it. */
    public @Nullable Tensor gradient() {
        Tensor gradient = leaf.grad();
        return gradient.defined() ? gradient : null;
    }

    /** As if the last backward had given it; rounded to the leaf's type. */
    void setGradient(Tensor gradient) {
        leaf.mutable_grad().put(gradient.to(Tensors.type(leaf)));
    }

    public void clearGradient() {
        leaf.mutable_grad().reset();
    }

    /** Moves the parameter into memory that an optimiser owns, and lets its old memory go. */
    public void moveTo(Tensor newMaster, Tensor newLeaf) {
        if (isNarrow()) {
            leaf.close();
        }
        master.close();
        master = newMaster;
        leaf = newLeaf;
        setLearns(learns);
    }

    /** Changes the values by a tensor of the same shape, outside any graph. */
    public void add(Tensor change) {
        if (quantised != null) {
            throw new IllegalStateException(name + " is quantised and does not change");
        }
        try (Grad off = Grad.off()) {
            master.add_(change);
            if (isNarrow()) {
                leaf.copy_(master);
            }
        }
    }

    /** Writes other values of the same shape, outside any graph. */
    public void set(Tensor values) {
        if (quantised != null) {
            throw new IllegalStateException(name + " is quantised and does not change");
        }
        try (Grad off = Grad.off()) {
            master.copy_(values);
            if (isNarrow()) {
                leaf.copy_(master);
            }
        }
    }

    /** Writes rows [rows, width] into the places of those with these numbers, outside any graph. */
    public void replaceRows(Tensor numbers, Tensor rows) {
        try (Grad off = Grad.off()) {
            master.index_copy_(0, numbers, rows.to(Tensors.type(master)));
            if (isNarrow()) {
                leaf.copy_(master);
            }
        }
    }

    /**
     * Lets go of the master of a parameter that never learns: where the forward computes with a narrow copy, that is two bytes a
     * value instead of six. Afterwards the narrow values are all there is.
     */
    public void freeze() {
        setLearns(false);
        if (isNarrow()) {
            master.close();
            master = leaf;
        }
    }

    /** Whether the leaf is a copy of the master in a narrower type. */
    boolean isNarrow() {
        return Tensors.type(leaf) != Tensors.type(master);
    }

    public long size() {
        return master.numel();
    }

    /** Bytes of its values: the master's, and those of a narrow copy; of a quantised one what it is stored in. */
    public long bytes() {
        if (quantised != null) {
            return quantised.weight().bytes();
        }
        return master.nbytes() + (isNarrow() ? leaf.nbytes() : 0);
    }

    /**
     * Keeps only the given rows of a table as what learns: rows that no training example touches have zero gradients and zero
     * moments, and tables do not decay, so they would never change. An optimiser then works on a few thousand rows instead of
     * a whole vocabulary, with exactly the same result.
     */
    public void restrictTo(long[] rows) {
        subset = new RowSubset(master, rows);
        master = subset.gather();
        leaf = master;
        setLearns(learns);
    }

    /** For a restricted table the place of each row of the full table among the kept ones, int64; otherwise null. */
    public @Nullable Tensor rowsTaken() {
        return subset == null ? null : subset.places();
    }

    /** Of a tensor in the shape of the whole parameter the part that learns: the taken rows of a restricted table, otherwise all. */
    public Tensor taken(Tensor whole) {
        return subset == null ? whole : subset.of(whole);
    }

    /** The whole parameter as it is saved; a quantised weight as it is read; for a restricted table the learnt rows written back into it. */
    public Tensor full() {
        if (quantised != null) {
            return leaf();
        }
        return subset == null ? master : subset.scatter(master);
    }

    /** For a while the full table again, so that rows outside the subset can be looked up. */
    public void unrestrict() {
        if (subset != null) {
            master = full();
            leaf = master;
            subset = null;
        }
    }
}
