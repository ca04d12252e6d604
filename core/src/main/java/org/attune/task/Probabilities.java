// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

/** Outputs as probabilities. Not-a-number stays what it is, for whoever scores to notice. */
final class Probabilities {

    private Probabilities() {}

    static float[] softmax(float[] outputs) {
        double largest = outputs[largest(outputs)];
        double sum = 0;
        double[] shares = new double[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            shares[i] = Math.exp(outputs[i] - largest);
            sum += shares[i];
        }
        float[] probabilities = new float[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            probabilities[i] = (float) (shares[i] / sum);
        }
        return probabilities;
    }

    static float[] sigmoid(float[] outputs) {
        float[] probabilities = new float[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            probabilities[i] = (float) (1 / (1 + Math.exp(-outputs[i])));
        }
        return probabilities;
    }

    /** The place of the largest value; the first of equals. */
    static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
