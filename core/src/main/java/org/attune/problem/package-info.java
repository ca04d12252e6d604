/**
 * Errors as values. A {@link org.attune.problem.Problem} says where, what was found, what holds and what to do;
 * {@link org.attune.problem.Problems} collects them so that a user sees all at once.
 * Wrong input ends in {@link org.attune.problem.InputException} (exit code 2), failed work in
 * {@link org.attune.problem.WorkException} (exit code 1).
 */
@NullMarked
package org.attune.problem;

import org.jspecify.annotations.NullMarked;
