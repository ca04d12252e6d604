// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

/**
 * One line of a chart.
 *
 * @param style class of its stroke: {@code s1}, {@code s2}, {@code s3}, or {@code raw} for a faint one
 * @param marks whether each point is marked and says its value when pointed at
 */
public record Series(String name, String style, Points points, boolean marks) {}
