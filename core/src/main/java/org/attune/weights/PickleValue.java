// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a state dict's pickle can be made of. Containers may contain themselves: nothing walks them blindly. */
sealed interface PickleValue {

    /** A whole number of 64 bits. */
    record Whole(long value) implements PickleValue, Comparable<Whole> {
        @Override
        public int compareTo(Whole other) {
            return Long.compare(value, other.value);
        }
    }

    /** A whole number that needs more, such as the magic number of old files. */
    record Huge(BigInteger value) implements PickleValue {}

    /** Comparable, as whole numbers are, so that keys chosen to collide cannot make a hash table slow. */
    record Text(String value) implements PickleValue, Comparable<Text> {
        @Override
        public int compareTo(Text other) {
            return value.compareTo(other.value);
        }
    }

    record Tuple(List<PickleValue> items) implements PickleValue {}

    /** A name that the file wants looked up in Python. */
    record Global(String module, String name) implements PickleValue {
        String dotted() {
            return module + "." + name;
        }
    }

    /** Where a tensor's numbers are kept; several tensors may share one. */
    record Storage(DType dtype, String key, long elements) implements PickleValue {}

    /** A view of a storage; offset and strides count elements. */
    record StoredTensor(Storage storage, long offset, long[] sizes, long[] strides) implements PickleValue {}

    /** Values that occur beside tensors and say nothing about them. */
    enum Opaque implements PickleValue {
        NONE,
        TRUE,
        FALSE,
        FLOAT,
        BYTES
    }

    /** A list. */
    final class Items implements PickleValue {
        final List<PickleValue> values = new ArrayList<>();
    }

    /** A dict or OrderedDict; keys are texts, whole numbers or opaque. */
    final class Dict implements PickleValue {
        final Map<PickleValue, PickleValue> entries = new LinkedHashMap<>();
    }
}
