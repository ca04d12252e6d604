// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

/**
 * What one image costs.
 *
 * @param products multiplications of its forward
 * @param values that are kept for its backward
 */
public record ImageCost(double products, long values) {}
