// SPDX-License-Identifier: Apache-2.0
package org.attune.method.l2sp;

import org.attune.config.Rules;
import org.attune.config.Section;

/**
 * The options of L2-SP. The defaults are those of the Transfer Learning Library; the paper looks for alpha in powers of ten.
 *
 * @param alpha of what was pre-trained, towards where it started
 * @param beta of the new head, towards zero
 */
record Strengths(double alpha, double beta) {

    static final Strengths DEFAULT = new Strengths(0.01, 0.01);

    private static final double MOST = 1e6;

    Strengths {
        Rules.of("method")
                .between("alpha", alpha, 0, MOST)
                .between("beta", beta, 0, MOST)
                .check();
    }

    static Strengths read(Section section) {
        double alpha = section.number("alpha", DEFAULT.alpha());
        double beta = section.number("beta", DEFAULT.beta());
        return section.build(() -> new Strengths(alpha, beta), DEFAULT);
    }
}
