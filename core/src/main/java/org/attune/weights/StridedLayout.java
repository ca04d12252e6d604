// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.Arrays;
import org.attune.weights.PickleValue.StoredTensor;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Which elements of a storage a tensor of sizes and strides is made of. */
final class StridedLayout {

    /** A tensor may be larger than its storage (an expanded one); beyond this it is an attack and not a buffer. */
    private static final long MOST_EXPANDED_BYTES = 16 << 20;

    private StridedLayout() {}

    /** What is impossible about a tensor, or null. */
    static @Nullable String fault(StoredTensor tensor) {
        long[] sizes = tensor.sizes();
        long[] strides = tensor.strides();
        DType dtype = tensor.storage().dtype();
        long elements = tensor.storage().elements();
        if (sizes.length != strides.length || !TensorInfo.isPossible(sizes, dtype)) {
            return "of impossible shape " + Arrays.toString(sizes);
        }
        if (elements < 0 || elements > Long.MAX_VALUE / dtype.bytes()) {
            return "in a storage of " + elements + " elements";
        }
        TensorInfo info = new TensorInfo("", dtype, sizes);
        long most = Math.max(elements * dtype.bytes(), MOST_EXPANDED_BYTES);
        if (tensor.offset() < 0 || tensor.offset() > elements || info.bytes() > most) {
            return "of shape " + Arrays.toString(sizes) + " at " + tensor.offset() + " in a storage of " + elements;
        }
        long last = tensor.offset();
        for (int i = 0; i < sizes.length && info.elements() > 0; i++) {
            if (strides[i] < 0 || (sizes[i] > 1 && strides[i] > (elements - last) / (sizes[i] - 1))) {
                return "with strides " + Arrays.toString(strides) + " that leave its storage of " + elements;
            }
            last += strides[i] * (sizes[i] - 1);
        }
        return info.elements() > 0 && last >= elements
                ? "that ends at element " + last + " of a storage of " + elements
                : null;
    }

    /** Reads the tensor from a storage that starts at this position of the file; sizes were checked. */
    static Tensor load(FileBytes file, long storageStart, StoredTensor tensor) {
        DType dtype = tensor.storage().dtype();
        long start = storageStart + tensor.offset() * dtype.bytes();
        if (isContiguous(tensor)) {
            Tensor result = NativeTensors.allocate(dtype, tensor.sizes());
            file.read(start, result);
            return result;
        }
        try (Tensor flat = NativeTensors.allocate(dtype, span(tensor))) {
            file.read(start, flat);
            return NativeTensors.gather(flat, tensor.sizes(), tensor.strides());
        }
    }

    private static boolean isContiguous(StoredTensor tensor) {
        if (Arrays.stream(tensor.sizes()).anyMatch(size -> size == 0)) {
            return true;
        }
        long expected = 1;
        for (int i = tensor.sizes().length - 1; i >= 0; i--) {
            long size = tensor.sizes()[i];
            if (size > 1 && tensor.strides()[i] != expected) {
                return false;
            }
            expected *= size;
        }
        return true;
    }

    /** Elements from the first to the last one used. */
    private static long span(StoredTensor tensor) {
        long last = 0;
        for (int i = 0; i < tensor.sizes().length; i++) {
            last += tensor.strides()[i] * (tensor.sizes()[i] - 1);
        }
        return last + 1;
    }
}
