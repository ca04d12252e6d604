// SPDX-License-Identifier: Apache-2.0
/**
 * Broken inputs made by seed and number, and what counts as dealing with them. The tests of core try the first ones of each
 * {@link org.attune.fuzz.FuzzKind}; the module bench tries as many as wanted, each in a process that may die.
 */
@NullMarked
package org.attune.fuzz;

import org.jspecify.annotations.NullMarked;
