// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

/**
 * Words about a result.
 *
 * @param severity {@code note}, {@code warning} or {@code serious}
 */
public record FindingRow(String kind, String severity, String text) {}
