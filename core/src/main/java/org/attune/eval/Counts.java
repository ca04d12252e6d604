// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/**
 * Metrics that follow from counts alone, per class {@code [classes]}. Conventions of scikit-learn with zero_division=0:
 * a ratio without denominator is 0.
 *
 * @param correct rows of the class that were predicted to be
 * @param predicted rows predicted to be of the class
 * @param support rows of the class
 * @param averaged whether the class enters macro means: one label per row averages the classes that occur in truth or
 *     prediction, several labels average all
 */
record Counts(double[] correct, double[] predicted, double[] support, boolean[] averaged) {

    static double ratio(double numerator, double denominator) {
        return denominator == 0 ? 0 : numerator / denominator;
    }

    ClassRow row(int label) {
        return ClassRow.of(correct[label], predicted[label], support[label]);
    }

    double precisionMacro() {
        return macro(correct, predicted, 1);
    }

    double recallMacro() {
        return macro(correct, support, 1);
    }

    double f1Macro() {
        return macro(correct, both(), 2);
    }

    double precisionMicro() {
        return ratio(sum(correct), sum(predicted));
    }

    double recallMicro() {
        return ratio(sum(correct), sum(support));
    }

    double f1Micro() {
        return ratio(2 * sum(correct), sum(predicted) + sum(support));
    }

    double precisionWeighted() {
        return weighted(correct, predicted, 1);
    }

    double recallWeighted() {
        return weighted(correct, support, 1);
    }

    double f1Weighted() {
        return weighted(correct, both(), 2);
    }

    /** Gorodkin's R_K (2004), which for two classes is Matthews' coefficient; 0 where truth or prediction is constant. */
    double mcc() {
        double n = sum(support);
        double covariance = sum(correct) * n;
        double ofPredicted = n * n;
        double ofTruth = n * n;
        for (int c = 0; c < support.length; c++) {
            covariance -= predicted[c] * support[c];
            ofPredicted -= predicted[c] * predicted[c];
            ofTruth -= support[c] * support[c];
        }
        return ratio(covariance, Math.sqrt(ofPredicted) * Math.sqrt(ofTruth));
    }

    private double[] both() {
        double[] both = new double[support.length];
        for (int c = 0; c < both.length; c++) {
            both[c] = predicted[c] + support[c];
        }
        return both;
    }

    private double macro(double[] numerators, double[] denominators, double factor) {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < numerators.length; c++) {
            if (averaged[c]) {
                sum += ratio(factor * numerators[c], denominators[c]);
                classes++;
            }
        }
        return ratio(sum, classes);
    }

    private double weighted(double[] numerators, double[] denominators, double factor) {
        double sum = 0;
        for (int c = 0; c < numerators.length; c++) {
            sum += support[c] * ratio(factor * numerators[c], denominators[c]);
        }
        return ratio(sum, sum(support));
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
