// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.List;

/** What is asked of many examples at once: where they lie in a file, it is known without reading them. */
public final class Examples {

    private Examples() {}

    /** A list that knows these of its elements. */
    public interface Measured {
        int length(int place);

        int row(int place);
    }

    public static int length(List<Example> examples, int place) {
        return examples instanceof Measured known
                ? known.length(place)
                : examples.get(place).length();
    }

    public static int row(List<Example> examples, int place) {
        return examples instanceof Measured known
                ? known.row(place)
                : examples.get(place).row();
    }

    /** The length of the longest; {@code none} where there are none. */
    public static int longest(List<Example> examples, int none) {
        int longest = -1;
        for (int place = 0; place < examples.size(); place++) {
            longest = Math.max(longest, length(examples, place));
        }
        return longest < 0 ? none : longest;
    }
}
