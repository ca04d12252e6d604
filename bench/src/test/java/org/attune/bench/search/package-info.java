// SPDX-License-Identifier: Apache-2.0
/** Samplers on functions whose minimum is known, beside Optuna's. Run by {@code bench/search}. */
@NullMarked
package org.attune.bench.search;

import org.jspecify.annotations.NullMarked;
