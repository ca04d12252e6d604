// SPDX-License-Identifier: Apache-2.0
/** Worlds whose truth is known: how often the statistics of a suite are wrong about them. Run by {@code bench/statistics}. */
@NullMarked
package org.attune.bench.simulation;

import org.jspecify.annotations.NullMarked;
