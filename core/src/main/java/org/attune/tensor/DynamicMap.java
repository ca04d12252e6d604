// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.Arrays;

/**
 * The signed dynamic data type of eight bits (Dettmers 2016, section 2.1): up to seven bits of exponent, and the rest for a fraction.
 * Of its 256 values in [-0.993, 1] the nearest is taken.
 */
final class DynamicMap {

    private static final int EXPONENTS = 7;

    static final float[] VALUES = values();

    private static final float[] BOUNDS = bounds(VALUES);

    private DynamicMap() {}

    /** The number of the value nearest to v, the lower one of two. */
    static int code(float v) {
        int found = Arrays.binarySearch(BOUNDS, v);
        return found >= 0 ? found : -found - 1;
    }

    private static float[] values() {
        float[] values = new float[256];
        int count = 0;
        for (int exponent = 0; exponent < EXPONENTS; exponent++) {
            int fractions = 1 << exponent;
            float power = (float) Math.pow(10, exponent - EXPONENTS + 1);
            for (int i = 0; i < fractions; i++) {
                float mean = (tenthToOne(i, fractions) + tenthToOne(i + 1, fractions)) / 2;
                values[count++] = power * mean;
                values[count++] = -power * mean;
            }
        }
        values[count++] = 0;
        values[count++] = 1;
        assert count == values.length;
        Arrays.sort(values);
        return values;
    }

    /** Point i of {@code parts} equal parts of [0.1, 1], counted from the nearer end and rounded once, as libtorch's vectors do. */
    private static float tenthToOne(int i, int parts) {
        float step = (1f - 0.1f) / parts;
        return i < (parts + 1) / 2 ? Math.fma(step, i, 0.1f) : Math.fma(-step, parts - i, 1f);
    }

    /** The middles between neighbours. */
    static float[] bounds(float[] values) {
        float[] bounds = new float[values.length - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = (values[i] + values[i + 1]) / 2;
        }
        return bounds;
    }
}
