// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

/**
 * One class, label or entity type.
 *
 * @param support how many rows (or entities) truly have it
 */
public record ClassRow(double precision, double recall, double f1, long support) {

    static ClassRow of(double correct, double predicted, double support) {
        return new ClassRow(
                Counts.ratio(correct, predicted),
                Counts.ratio(correct, support),
                Counts.ratio(2 * correct, predicted + support),
                Math.round(support));
    }
}
