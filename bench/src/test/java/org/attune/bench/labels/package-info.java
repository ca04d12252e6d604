// SPDX-License-Identifier: Apache-2.0
/** How many wrong labels are found where it is known which ones are wrong. */
@NullMarked
package org.attune.bench.labels;

import org.jspecify.annotations.NullMarked;
