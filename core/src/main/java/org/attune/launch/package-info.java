// SPDX-License-Identifier: Apache-2.0
/**
 * Runs that others start: {@link org.attune.launch.Launcher} runs each in a process of its own, so that one that fails or is killed
 * takes no other with it; {@link org.attune.launch.Forecast} says before what it takes. Suites and searches work with both.
 */
@NullMarked
package org.attune.launch;

import org.jspecify.annotations.NullMarked;
