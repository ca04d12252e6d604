// SPDX-License-Identifier: Apache-2.0
/**
 * Fuzzing at length: {@link org.attune.bench.fuzz.Fuzz} is the command, {@link org.attune.bench.fuzz.Worker} the process that tries
 * inputs and may die of one. The inputs are those of {@code org.attune.fuzz} in the tests of core.
 */
@NullMarked
package org.attune.bench.fuzz;

import org.jspecify.annotations.NullMarked;
