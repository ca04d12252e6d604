// SPDX-License-Identifier: Apache-2.0
/** Language models to measure memory and speed with. */
@NullMarked
package org.attune.bench.language;

import org.jspecify.annotations.NullMarked;
