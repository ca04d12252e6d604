// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A row whose label is likely to be wrong.
 *
 * @param row its number
 * @param given the class that it has
 * @param suggested the class that is most probable for it
 * @param selfConfidence the probability of the given class
 * @param margin (probability of the given class − largest of the others + 1) / 2: 0 is worst, below 0.5 another class is more probable
 */
record Suspect(int row, int given, int suggested, double selfConfidence, double margin) {

    /** What a row would be as a suspect. */
    static Suspect of(int row, int given, float[] probabilities) {
        int other = given == 0 ? 1 : 0;
        for (int c = 0; c < probabilities.length; c++) {
            other = c != given && probabilities[c] > probabilities[other] ? c : other;
        }
        double margin = ((double) probabilities[given] - probabilities[other] + 1) / 2;
        return new Suspect(row, given, other, probabilities[given], margin);
    }

    /**
     * Rows off the diagonal of the confident joint for which another class is also the most probable one, the worst margin first. How many
     * there are follows from the rows alone: the share of wrong labels need not be known.
     */
    static List<Suspect> ranked(ConfidentJoint joint, int[] given, float[][] probabilities) {
        List<Suspect> suspects = new ArrayList<>();
        for (int row = 0; row < given.length; row++) {
            int likely = joint.likely()[row];
            boolean off = likely != ConfidentJoint.NONE && likely != given[row];
            Suspect suspect = of(row, given[row], probabilities[row]);
            if (off && suspect.margin < 0.5) {
                suspects.add(suspect);
            }
        }
        suspects.sort(Comparator.comparingDouble(Suspect::margin).thenComparingInt(Suspect::row));
        return suspects;
    }
}
