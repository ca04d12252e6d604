// SPDX-License-Identifier: Apache-2.0
package org.attune;

/**
 * How a run is started, besides its recipe.
 *
 * @param fresh moves an old run in the output folder aside
 * @param dryRun validates, reads and encodes everything, estimates, and stops
 */
public record RunOptions(boolean fresh, boolean dryRun) {

    public static final RunOptions DEFAULT = new RunOptions(false, false);
}
