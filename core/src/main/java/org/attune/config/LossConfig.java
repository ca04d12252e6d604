// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

/**
 * What is minimised.
 *
 * @param labelSmoothing share of the target that is spread over all labels, from 0 to less than 1
 * @param focalGamma 0: no focal loss
 */
public record LossConfig(double labelSmoothing, ClassWeights classWeights, double focalGamma) {

    public static final LossConfig DEFAULT = new LossConfig(0, new ClassWeights.None(), 0);

    public LossConfig {
        Rules.of("training")
                .below("label_smoothing", labelSmoothing, 0, 1)
                .between("focal_gamma", focalGamma, 0, 10)
                .check();
    }

    static LossConfig bind(Section training) {
        double labelSmoothing = training.number("label_smoothing", 0);
        ClassWeights classWeights = training.value("class_weights", ClassWeights.KIND, new ClassWeights.None());
        double focalGamma = training.number("focal_gamma", 0);
        return training.build(() -> new LossConfig(labelSmoothing, classWeights, focalGamma), DEFAULT);
    }
}
