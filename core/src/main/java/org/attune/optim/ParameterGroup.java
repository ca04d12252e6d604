// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import java.util.List;
import org.attune.tensor.Parameter;

/**
 * Parameters that learn alike: all of them or none at any step. While they do not learn they neither move nor decay, and their moments
 * and their number of updates, by which these are corrected, wait.
 *
 * @param name for logs and checkpoints; unique among the groups of an optimiser
 * @param rateFactor multiplies the learning rate
 * @param decayFactor multiplies the weight decay; 0 for biases, norms and tables
 */
public record ParameterGroup(String name, List<Parameter> parameters, double rateFactor, double decayFactor) {

    /** The same without weight decay. */
    public ParameterGroup spared() {
        return new ParameterGroup(name, parameters, rateFactor, 0);
    }

    /** The same by another name. */
    public ParameterGroup named(String other) {
        return new ParameterGroup(other, parameters, rateFactor, decayFactor);
    }
}
