// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import java.util.ArrayList;
import java.util.List;
import org.attune.tensor.Kernels;
import org.attune.tensor.Parameter;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A part of a group's flat memory, so short that what one pass over it leaves in the processor's caches the next one finds there. An update by
 * stretches reads gradients where the backward left them, in the leaves' type, and never writes the wide sums of all of them: of some
 * sixty bytes a value that an update of narrow weights moves, about thirty (docs/LOG.md).
 */
final class Stretch {

    /** Values: four megabytes of gradients in fp32. */
    static final long LONGEST = 1L << 20;

    /** More than there are threads, so that they end together. */
    private static final long NORM_PARTS = 64;

    private static final long[] ALONG = {1};

    private final Tensor master;
    private final Tensor[] moments;
    private final Tensor wide;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Tensor> narrow = new ArrayList<>();
    private final List<Tensor> narrowed = new ArrayList<>();

    /** A part of a parameter: values from a place in it, flat, and where they lie in the stretch's wide gradients. */
    private record Piece(Parameter parameter, long from, Tensor wide) {
        Tensor gradient(Tensor whole) {
            return whole.reshape(-1).narrow(0, from, wide.numel());
        }
    }

    /** @param wide memory for gradients in the masters' type, shared by all stretches */
    Stretch(Tensor master, Tensor[] moments, Tensor wide) {
        this.master = master;
        this.moments = moments;
        this.wide = wide;
    }

    /** @param at where the piece begins in the stretch */
    void add(Parameter parameter, long from, long at, long length) {
        pieces.add(new Piece(parameter, from, wide.narrow(0, at, length)));
        if (Tensors.type(parameter.leaf()) != Tensors.type(parameter.master())) {
            narrow.add(parameter.leaf().detach().view(-1).narrow(0, from, length));
            narrowed.add(master.narrow(0, at, length));
        }
    }

    /** Of the gradients that the leaves have. */
    double norm() {
        widen();
        return norm(wide);
    }

    /** The L2 norm of a vector, over parts first: libtorch sums a single vector on one thread, and many on all. */
    static double norm(Tensor vector) {
        long parts = Math.min(NORM_PARTS, vector.numel());
        long even = vector.numel() / parts * parts;
        Tensor norms = torch.linalg_vector_norm(
                vector.narrow(0, 0, even).view(parts, -1), Tensors.scalar(2), ALONG, false, new ScalarTypeOptional());
        Tensor rest = torch.linalg_vector_norm(vector.narrow(0, even, vector.numel() - even));
        return Math.hypot(Tensors.item(torch.linalg_vector_norm(norms)), Tensors.item(rest));
    }

    /** By the gradients that the leaves have, times a factor; the leaves follow. */
    void update(Rule rule, Rule.Update numbers, double factor) {
        widen();
        if (factor < 1) {
            wide.mul_(Tensors.scalar(factor));
        }
        rule.update(master, wide, moments, numbers);
        Kernels.copyAll(narrow, narrowed);
    }

    private void widen() {
        List<Tensor> targets = new ArrayList<>();
        List<Tensor> sources = new ArrayList<>();
        for (Piece piece : pieces) {
            Tensor gradient = piece.parameter().gradient();
            if (gradient == null) {
                throw new IllegalStateException(piece.parameter().name() + " has no gradient");
            }
            targets.add(piece.wide());
            sources.add(piece.gradient(gradient));
        }
        Kernels.copyAll(targets, sources);
    }
}
