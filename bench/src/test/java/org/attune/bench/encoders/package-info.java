// SPDX-License-Identifier: Apache-2.0
/** Encoders measured beside the same by other tools. */
@NullMarked
package org.attune.bench.encoders;

import org.jspecify.annotations.NullMarked;
