// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Between Java arrays and tensors, by plain copies. */
public final class Tensors {

    private Tensors() {}

    /** Int64 on the CPU: indices and class numbers. */
    public static Tensor of(long[] values, long... shape) {
        Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Long), null);
        tensor.data_ptr_long().put(values, 0, checked(values.length, tensor));
        return tensor;
    }

    /** fp32 on the CPU. */
    public static Tensor of(float[] values, long... shape) {
        Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Float), null);
        tensor.data_ptr_float().put(values, 0, checked(values.length, tensor));
        return tensor;
    }

    /** fp64 on the CPU. */
    public static Tensor of(double[] values, long... shape) {
        Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Double), null);
        tensor.data_ptr_double().put(values, 0, checked(values.length, tensor));
        return tensor;
    }

    /** A shape without values, for building on paper. */
    public static Tensor withoutMemory(long... shape) {
        Device nowhere = new Device(torch.DeviceType.Meta);
        return torch.empty(shape, new TensorOptions(ScalarType.Float).device(new DeviceOptional(nowhere)), null);
    }

    /**
     * fp32 on the CPU, made from the bits of its values: the way in for masks, which are computed as integers.
     *
     * @param row gives the bits of a row; they are copied before the next one is asked for
     */
    static Tensor ofBits(IntFunction<int[]> row, long... shape) {
        Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Int), null);
        IntPointer values = tensor.data_ptr_int();
        long size = shape[0] == 0 ? 0 : tensor.numel() / shape[0];
        for (int i = 0; i < shape[0]; i++) {
            values.position(i * size).put(row.apply(i), 0, Math.toIntExact(size));
        }
        return tensor.view(ScalarType.Float);
    }

    /** All values in row-major order, from any device and type. */
    public static float[] floats(Tensor tensor) {
        Tensor flat = onCpu(tensor, ScalarType.Float);
        float[] values = new float[Math.toIntExact(flat.numel())];
        flat.data_ptr_float().get(values);
        return values;
    }

    public static double[] doubles(Tensor tensor) {
        Tensor flat = onCpu(tensor, ScalarType.Double);
        double[] values = new double[Math.toIntExact(flat.numel())];
        flat.data_ptr_double().get(values);
        return values;
    }

    /** The matrix [rows, columns] as rows. */
    public static float[][] rows(Tensor matrix) {
        int rows = Math.toIntExact(matrix.size(0));
        float[] flat = floats(matrix);
        int columns = rows == 0 ? 0 : flat.length / rows;
        float[][] result = new float[rows][];
        for (int row = 0; row < rows; row++) {
            result[row] = Arrays.copyOfRange(flat, row * columns, (row + 1) * columns);
        }
        return result;
    }

    /** Gradients of everything that a loss, a scalar, was made from. */
    public static void backward(Tensor loss) {
        Profile.backward(loss::backward);
    }

    /** Gradients of everything that {@code of} was made from, by the gradient of it. */
    public static void backward(Tensor of, Tensor gradient) {
        Profile.backward(() -> of.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional()));
    }

    /**
     * The gradient that a leaf has by now, null where it has none. A handle of its own: libtorch's is a reference into the leaf, and
     * reads freed memory once the leaf is gone.
     */
    public static @Nullable Tensor gradient(Tensor leaf) {
        Tensor inside = leaf.grad();
        return inside.defined() ? inside.detach() : null;
    }

    /** The one value of a scalar tensor. Waits for the device. */
    public static double item(Tensor scalar) {
        return onCpu(scalar, ScalarType.Double).data_ptr_double().get();
    }

    public static long[] shape(Tensor tensor) {
        long[] shape = new long[Math.toIntExact(tensor.dim())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }

    /** The element type as the constant: JavaCPP hands out a fresh enum object, which {@code ==} tells from it. */
    public static ScalarType type(Tensor tensor) {
        return tensor.scalar_type().intern();
    }

    public static Scalar scalar(double value) {
        return new Scalar(value);
    }

    public static TensorOptional optional(@Nullable Tensor tensor) {
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
    }

    private static Tensor onCpu(Tensor tensor, ScalarType type) {
        Tensor detached = tensor.detach();
        return detached.to(new org.bytedeco.pytorch.Device(torch.DeviceType.CPU), type)
                .contiguous();
    }

    private static int checked(int length, Tensor tensor) {
        if (length != tensor.numel()) {
            throw new IllegalArgumentException(length + " values for a tensor of " + tensor.numel());
        }
        return length;
    }
}
