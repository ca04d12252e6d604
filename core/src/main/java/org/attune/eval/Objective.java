// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/** A smooth function to minimise. */
public interface Objective {

    int size();

    /** The value at a point; writes the gradient, both of {@code [size]}. */
    double evaluate(double[] point, double[] gradient);
}
