// SPDX-License-Identifier: Apache-2.0
/** Micro-benchmarks, run by {@code bench/micro}: what a training step, or reading its data, spends its time on. */
@NullMarked
package org.attune.bench.micro;

import org.jspecify.annotations.NullMarked;
