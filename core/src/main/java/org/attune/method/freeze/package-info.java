// SPDX-License-Identifier: Apache-2.0
/**
 * Freezing: the upper blocks learn, those near the input keep what they know; less to learn, less memory, less forgotten. No gradient goes
 * further down than the lowest part that learns. {@link org.attune.method.freeze.Unfrozen} says what that is.
 */
@NullMarked
package org.attune.method.freeze;

import org.jspecify.annotations.NullMarked;
