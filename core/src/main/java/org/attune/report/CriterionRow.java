// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

/** The outcome of a success criterion; value and limit are NaN where there is none. */
public record CriterionRow(String criterion, String rule, double value, double limit, boolean passed) {}
