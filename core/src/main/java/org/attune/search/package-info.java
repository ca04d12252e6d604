// SPDX-License-Identifier: Apache-2.0
/**
 * Hyper-parameter search: {@link org.attune.search.SearchPlan} finds everything that can be wrong, a
 * {@link org.attune.search.Sampler} proposes points of a {@link org.attune.search.Space}, trials are ordinary runs in processes of their
 * own, and a {@link org.attune.search.Study} keeps what came of them. Start at {@link org.attune.search.Search}.
 */
@NullMarked
package org.attune.search;

import org.jspecify.annotations.NullMarked;
