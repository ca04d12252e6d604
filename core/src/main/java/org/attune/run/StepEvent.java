// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One optimiser step, as its line in {@code metrics.jsonl}.
 *
 * @param epoch passes over the training data so far, with a fraction
 * @param rows of this step over all processes; tokens without padding, paddedTokens with it
 * @param modelFlopsPerSecond what the mathematics needs on real tokens
 * @param residentBytes memory of this process
 */
public record StepEvent(
        long step,
        double epoch,
        double loss,
        double learningRate,
        double gradNorm,
        long rows,
        long tokens,
        long paddedTokens,
        double rowsPerSecond,
        double modelFlopsPerSecond,
        long residentBytes) {

    Map<String, Object> json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", "step");
        line.put("step", step);
        line.put("epoch", epoch);
        line.put("loss", loss);
        line.put("learning_rate", learningRate);
        line.put("grad_norm", gradNorm);
        line.put("rows", rows);
        line.put("tokens", tokens);
        line.put("padded_tokens", paddedTokens);
        line.put("rows_per_second", rowsPerSecond);
        line.put("model_flops_per_second", modelFlopsPerSecond);
        line.put("resident_bytes", residentBytes);
        return line;
    }
}
