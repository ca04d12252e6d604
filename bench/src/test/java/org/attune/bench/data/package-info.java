// SPDX-License-Identifier: Apache-2.0
/** Data to measure the data commands with. */
@NullMarked
package org.attune.bench.data;

import org.jspecify.annotations.NullMarked;
