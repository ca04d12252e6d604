// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import java.util.List;
import org.attune.tensor.Parameter;
import org.attune.tensor.Profile;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** y = x Wᵀ + b over the last dimension, W [out, in]; with a low-rank part where it has one. */
public final class Linear {

    /** Its name in a profile. */
    private static final String PART = "linear";

    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final ScalarType compute;
    private final boolean transposed;
    private @Nullable LowRank part;
    private @Nullable TokenRows rows;

    public Linear(Parameter weight, @Nullable Parameter bias) {
        this(weight, bias, weight.compute(), false);
    }

    private Linear(Parameter weight, @Nullable Parameter bias, ScalarType compute, boolean transposed) {
        this.weight = weight;
        this.bias = bias;
        this.compute = compute;
        this.transposed = transposed;
    }

    /** With a weight that is stored as [in, out]. */
    public static Linear transposed(Parameter weight, Parameter bias) {
        return new Linear(weight, bias, weight.compute(), true);
    }

    /** With a table [out, in] as weight: it is looked up in the masters' type elsewhere, and narrowed here in each forward. */
    public static Linear tied(Parameter table, ScalarType compute) {
        return new Linear(table, null, compute, false);
    }

    private Tensor matrix() {
        Tensor stored = weight.leaf();
        return transposed ? stored.transpose(0, 1) : stored.to(compute);
    }

    /** The width of what it takes. */
    public long in() {
        return weight.master().size(transposed ? 0 : 1);
    }

    /** The width of what it gives. */
    public long out() {
        return weight.master().size(transposed ? 1 : 0);
    }

    /** Whether its weight is stored as [in, out]. */
    public boolean isTransposed() {
        return transposed;
    }

    /** The type of its products. */
    public ScalarType compute() {
        return compute;
    }

    /** Adds a low-rank part from now on. */
    public void adapt(LowRank added) {
        if (part != null) {
            throw new IllegalStateException(weight.name() + " has a low-rank part already");
        }
        part = added;
    }

    /** Lets some of its outputs, those of words, have weights that learn apart from now on. */
    public void replace(TokenRows learnt) {
        rows = learnt;
    }

    /** ‖W_i‖² of its rows as a forward takes them, [out] in a type that is no narrower than fp32. */
    public Tensor squares() {
        ScalarType type = compute == ScalarType.Double ? compute : ScalarType.Float;
        return Magnitude.squares(matrix(), type);
    }

    /** Puts the low-rank part, where there is one, into the weight. */
    public void merge() {
        if (part != null) {
            Tensor change = part.matrix();
            if (part.magnitude() != null) {
                Tensor own = transposed ? weight.master().t() : weight.master();
                Tensor whole = own.add(change);
                Tensor norm = Magnitude.squares(whole, Tensors.type(own)).sqrt();
                Tensor factors = part.magnitude().lengths().master().div(norm);
                change = whole.mul(factors.unsqueeze(1)).sub(own);
            }
            weight.add(transposed ? change.transpose(0, 1) : change);
            part = null;
        }
        if (rows != null) {
            rows.mergeInto(weight);
            rows = null;
        }
    }

    /** x [..., in] of any floating type → [..., out] of the compute type. */
    public Tensor forward(Tensor x, Pass pass) {
        return Profile.part(PART, () -> own(x, pass));
    }

    private Tensor own(Tensor x, Pass pass) {
        Tensor matrix = matrix();
        Tensor y = adapted(product(x, matrix, bias == null ? null : bias.leaf()), x, matrix, pass);
        return rows == null
                ? y
                : y.index_copy(-1, rows.ids(), product(x, rows.values().leaf().to(compute), null));
    }

    /** The weights of several layers, one below the other; quantised ones are read into their places. */
    private static Tensor matrices(List<Linear> layers) {
        if (layers.stream().allMatch(layer -> layer.weight.isQuantised() && !layer.transposed)) {
            return Parameter.joined(layers.stream().map(layer -> layer.weight).toList());
        }
        TensorVector weights = new TensorVector();
        layers.forEach(layer -> weights.push_back(layer.matrix()));
        return torch.cat(weights);
    }

    /** y [..., out] with what its part adds; {@code matrix} is the weight as the forward used it. */
    private Tensor adapted(Tensor y, Tensor x, Tensor matrix, Pass pass) {
        if (part == null) {
            return y;
        }
        Tensor input = part.input(x, pass);
        Tensor added = part.forward(input);
        if (part.magnitude() == null) {
            return y.add(added);
        }
        boolean dropped = pass.training() && part.dropout() > 0; // the directions then see what is left of x
        Tensor own = dropped ? product(input, matrix, null) : bias == null ? y : y.sub(bias.leaf());
        Tensor factors = part.magnitude().factors(matrix, part);
        Tensor turned = own.mul(factors.sub(Tensors.scalar(1))).add(added.mul(factors));
        return y.add(turned.to(Tensors.type(y)));
    }

    /**
     * Several layers of the same input as one product: x [..., in] → their outputs one after another, [..., Σ out]. Low-rank parts
     * are added to their slices.
     */
    public static Tensor joined(Tensor x, Pass pass, List<Linear> layers) {
        return layers.size() == 1
                ? layers.get(0).forward(x, pass)
                : Profile.part(PART, () -> together(x, pass, layers));
    }

    private static Tensor together(Tensor x, Pass pass, List<Linear> layers) {
        if (isSingle(x)) {
            TensorVector each = new TensorVector();
            layers.forEach(layer -> each.push_back(layer.forward(x, pass)));
            return torch.cat(each, -1);
        }
        TensorVector biases = new TensorVector();
        for (Linear layer : layers) {
            if (layer.bias != null) {
                biases.push_back(layer.bias.leaf());
            }
        }
        if (!biases.empty() && biases.size() < layers.size()) {
            throw new IllegalArgumentException("layers that are joined all have a bias, or none has");
        }
        Tensor matrices = matrices(layers);
        Tensor all = product(x, matrices, biases.empty() ? null : torch.cat(biases));
        if (layers.stream().allMatch(layer -> layer.part == null)) {
            return all;
        }
        TensorVector slices = new TensorVector();
        long from = 0;
        for (Linear layer : layers) {
            long out = layer.out();
            slices.push_back(layer.adapted(all.narrow(-1, from, out), x, matrices.narrow(0, from, out), pass));
            from += out;
        }
        return torch.cat(slices, -1);
    }

    static Tensor product(Tensor x, Tensor w, @Nullable Tensor bias) {
        ScalarType type = Tensors.type(w);
        Tensor b = bias == null ? null : bias.to(type);
        Tensor input = x.to(type);
        if (type == ScalarType.Float && !w.is_cuda() && isSingle(x)) {
            return single(input, w, b);
        }
        return type == ScalarType.Float && !w.is_cuda() ? convolution(input, w, b) : linear(input, w, b);
    }

    /** Whether x is one row that nothing is learnt from: a text that grows by a token. */
    private static boolean isSingle(Tensor x) {
        return x.numel() == x.size(-1) && !GradMode.is_enabled();
    }

    /**
     * One row reads each weight once, so the memory's speed decides: OpenBLAS's product with a vector reads three times as fast as
     * either product of matrices (17 against 6 GB/s), and joined layers would be copied before.
     */
    private static Tensor single(Tensor x, Tensor w, @Nullable Tensor b) {
        Tensor product = torch.mv(w, x.reshape(w.size(1)));
        long[] shape = Tensors.shape(x);
        shape[shape.length - 1] = w.size(0);
        return (b == null ? product : product.add(b)).view(shape);
    }

    private static Tensor linear(Tensor x, Tensor w, @Nullable Tensor b) {
        return torch.linear(x, w, Tensors.optional(b));
    }

    /**
     * The same product as a 1×1 convolution over the same memory seen as channels-last: oneDNN's fp32 convolution runs near the
     * processor's limit, where libtorch's fp32 linear goes to OpenBLAS at a fifth to a half of it. The rows lie along the image's
     * width: along its height the gradient of the weights takes two and a half times as long on AVX2.
     */
    private static Tensor convolution(Tensor x, Tensor w, @Nullable Tensor b) {
        long in = w.size(1);
        long out = w.size(0);
        long rows = x.numel() / in;
        Tensor image = x.contiguous().view(1, 1, rows, in).permute(0, 3, 1, 2); // [1, in, 1, rows], channels last
        Tensor product = torch.conv2d(
                image,
                w.reshape(out, in, 1, 1),
                Tensors.optional(b),
                new long[] {1, 1},
                new long[] {0, 0},
                new long[] {1, 1},
                1);
        long[] shape = Tensors.shape(x);
        shape[shape.length - 1] = out;
        return product.permute(0, 2, 3, 1).reshape(shape);
    }
}
