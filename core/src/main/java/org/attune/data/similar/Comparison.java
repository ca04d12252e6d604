// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

/** Verifies candidates and joins those that are similar. What is joined already is not compared again. */
final class Comparison {

    /** Comparisons of one text within one group: rows of one template would otherwise take quadratic time. */
    private static final int MOST_COMPARED = 64;

    /** Looks at so many earlier members of a group, compared or joined already. */
    private static final int MOST_LOOKED_AT = 1024;

    private final double threshold;
    private final Similarity similarity;
    private Components components = new Components(0);
    private long compared;
    private long passedOver;

    /** Of two texts by their numbers. */
    interface Similarity {
        double of(int text, int other);
    }

    Comparison(double threshold, Similarity similarity) {
        this.threshold = threshold;
        this.similarity = similarity;
    }

    void run(Candidates candidates) {
        components = new Components(candidates.texts());
        candidates.each(this::group);
    }

    private void group(long[] members, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int text = (int) members[i];
            int tried = 0;
            int last = Math.max(from, i - MOST_LOOKED_AT);
            // the nearest first: copies mostly stand close to each other
            for (int j = i - 1; j >= last && tried < MOST_COMPARED; j--) {
                int other = (int) members[j];
                if (components.find(text) == components.find(other)) {
                    continue;
                }
                tried++;
                if (similarity.of(text, other) >= threshold) {
                    components.join(text, other);
                }
            }
            compared += tried;
            passedOver += tried == MOST_COMPARED || last > from ? 1 : 0;
        }
    }

    Components components() {
        return components;
    }

    long compared() {
        return compared;
    }

    long passedOver() {
        return passedOver;
    }
}
