// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.Locale;
import org.attune.problem.InputException;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tensors live and what they compute in.
 *
 * @param index the number of the device among its kind
 * @param storage of the backbone's linear weights
 */
public record Placement(Kind kind, int index, Precision precision, Storage storage) {

    /** Kinds of devices. */
    public enum Kind {
        CPU,
        CUDA
    }

    public static Placement cpu(Precision precision) {
        return new Placement(Kind.CPU, 0, precision, Storage.VALUES);
    }

    /**
     * Resolves the recipe's {@code device} ({@code auto cpu cuda cuda:N}) and {@code precision}.
     *
     * @throws InputException if the device is not there
     */
    public static Placement choose(String device, String precision) {
        String wanted = device.toLowerCase(Locale.ROOT);
        boolean cuda = wanted.startsWith("cuda") || (wanted.equals("auto") && torch.cuda_is_available());
        if (cuda && !torch.cuda_is_available()) {
            throw new InputException(
                    "device.absent",
                    "device: " + device,
                    "this build of libtorch sees no CUDA device",
                    "the device is there",
                    "use `device: cpu`, or build with -Pcuda on a machine with an NVIDIA GPU");
        }
        Kind kind = cuda ? Kind.CUDA : Kind.CPU;
        int index = wanted.startsWith("cuda:") ? Integer.parseInt(wanted.substring(5)) : 0;
        return new Placement(kind, index, Precision.choose(precision, kind), Storage.VALUES);
    }

    /**
     * The same with linear weights kept in another way.
     *
     * @throws InputException if the device cannot
     */
    public Placement storing(Storage wanted) {
        if (wanted.isQuantised() && kind != Kind.CPU) {
            throw new InputException(
                    "device.quantised",
                    "device: " + name(),
                    "weights in four bits are read by the processor only",
                    "the device is cpu",
                    "use `device: cpu`, or `method: lora`");
        }
        return new Placement(kind, index, precision, wanted);
    }

    /** Options for a new tensor here. */
    public TensorOptions options(ScalarType type) {
        return new TensorOptions(type).device(new org.bytedeco.pytorch.DeviceOptional(device()));
    }

    public Device device() {
        return kind == Kind.CPU ? new Device(torch.DeviceType.CPU) : new Device(torch.DeviceType.CUDA, (byte) index);
    }

    public ScalarType compute() {
        return precision.compute();
    }

    public ScalarType master() {
        return precision.master();
    }

    @Override
    public String toString() {
        String kept = storage.isQuantised() ? ", linear weights in nf4" : "";
        return name() + " " + precision.name().toLowerCase(Locale.ROOT) + kept;
    }

    private String name() {
        return kind == Kind.CPU ? "cpu" : "cuda:" + index;
    }
}
