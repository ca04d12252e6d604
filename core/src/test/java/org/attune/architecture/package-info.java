// SPDX-License-Identifier: Apache-2.0
/**
 * The project's own rules, run as tests. {@link org.attune.architecture.LayersTest} reads the compiled classes of core: who may
 * see whom. {@link org.attune.architecture.SourceRulesTest} reads the sources of all modules: what code may not say, how large
 * it may be. Each rule is also run on a small example that breaks it, so that no rule passes by looking at nothing.
 */
@NullMarked
package org.attune.architecture;

import org.jspecify.annotations.NullMarked;
