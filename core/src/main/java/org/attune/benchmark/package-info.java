// SPDX-License-Identifier: Apache-2.0
/**
 * Several candidates on the same data under one protocol: {@link org.attune.benchmark.Suite} is the file,
 * {@link org.attune.benchmark.SuitePlan} finds everything that can be wrong, {@link org.attune.benchmark.CellRuns} runs its cells as
 * ordinary runs in processes of their own, {@link org.attune.benchmark.SuiteResults} says which differences are real. Start at
 * {@link org.attune.benchmark.Benchmark}. What is read afterwards are run directories only.
 */
@NullMarked
package org.attune.benchmark;

import org.jspecify.annotations.NullMarked;
