// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

/**
 * The words of a chart.
 *
 * @param title short, shown above the picture
 * @param description what the picture shows, for those who cannot see it; with its main numbers
 * @param x what the horizontal axis is
 * @param y what the vertical axis is, may be empty
 */
public record Caption(String title, String description, String x, String y) {}
