// SPDX-License-Identifier: Apache-2.0
/** Data that are larger than memory. */
@NullMarked
package org.attune.bench.scale;

import org.jspecify.annotations.NullMarked;
