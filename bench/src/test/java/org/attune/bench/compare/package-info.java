// SPDX-License-Identifier: Apache-2.0
/** Attune beside other tools, in turn on one machine. */
@NullMarked
package org.attune.bench.compare;

import org.jspecify.annotations.NullMarked;
