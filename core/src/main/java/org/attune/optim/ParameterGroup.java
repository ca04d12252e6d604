// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import java.util.List;
import org.attune.tensor.Parameter;

/**
 * Parameters that learn alike.
 *
 * @param name for logs and checkpoints; unique among the groups of an optimiser
 * @param rateFactor multiplies the learning rate
 * @param decayFactor multiplies the weight decay; 0 for biases, norms and tables
 */
public record ParameterGroup(String name, List<Parameter> parameters, double rateFactor, double decayFactor) {}
