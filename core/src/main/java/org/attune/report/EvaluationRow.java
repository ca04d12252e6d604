// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.Map;

/** One evaluation while training, from {@code metrics.jsonl}. */
public record EvaluationRow(long step, String split, Map<String, Double> metrics) {}
