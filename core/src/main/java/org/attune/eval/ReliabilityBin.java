// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/**
 * One bar of a calibration plot: the answers whose confidence lies in (low, high].
 *
 * @param confidence their mean confidence, 0 where there are none
 * @param accuracy the share of them that is right, 0 where there are none
 */
public record ReliabilityBin(double low, double high, long count, double confidence, double accuracy) {}
