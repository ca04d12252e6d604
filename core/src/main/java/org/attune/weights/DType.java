// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Element types that Attune can hold, named as safetensors names them, in the order its reference writer sorts by. */
public enum DType {
    BOOL(1),
    U8(1),
    I8(1),
    I16(2),
    F16(2),
    BF16(2),
    I32(4),
    F32(4),
    F64(8),
    I64(8);

    /** Names that the safetensors format knows and no kernel here can use. */
    private static final Set<String> KNOWN_UNUSABLE = Set.of(
            "F8_E4M3",
            "F8_E5M2",
            "F8_E8M0",
            "F8_E4M3FNUZ",
            "F8_E5M2FNUZ",
            "F4",
            "F6_E2M3",
            "F6_E3M2",
            "U16",
            "U32",
            "U64",
            "C64");

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloating() {
        return switch (this) {
            case F16, BF16, F32, F64 -> true;
            default -> false;
        };
    }

    public static Optional<DType> named(String name) {
        for (DType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    static boolean isKnownUnusable(String name) {
        return KNOWN_UNUSABLE.contains(name);
    }

    /** A switch and not a field, because naming a libtorch type loads the natives, which reading a header must not. */
    public ScalarType scalarType() {
        return switch (this) {
            case BOOL -> ScalarType.Bool;
            case U8 -> ScalarType.Byte;
            case I8 -> ScalarType.Char;
            case I16 -> ScalarType.Short;
            case F16 -> ScalarType.Half;
            case BF16 -> ScalarType.BFloat16;
            case I32 -> ScalarType.Int;
            case F32 -> ScalarType.Float;
            case F64 -> ScalarType.Double;
            case I64 -> ScalarType.Long;
        };
    }

    /** @throws IllegalArgumentException for an element type that no checkpoint here can hold */
    public static DType of(Tensor tensor) {
        ScalarType scalar = tensor.scalar_type();
        for (DType type : values()) {
            // JavaCPP hands out a fresh enum object or the constant, depending on the call: compare the values
            if (type.scalarType().value == scalar.value) {
                return type;
            }
        }
        throw new IllegalArgumentException("no checkpoint holds " + scalar);
    }
}
