// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

/**
 * What came of a point.
 *
 * @param loss less is better; finite
 */
public record Observation(Point point, double loss) {}
