// SPDX-License-Identifier: Apache-2.0
/**
 * Likely label errors. {@link org.attune.curation.labels.LabelAudit} finds them: out-of-fold probabilities of a head on frozen features,
 * the confident joint of Northcutt, Jiang and Chuang (2021), a ranking. {@link org.attune.curation.labels.Relabelling} writes the data
 * anew after a person has judged them. Nothing is changed without a decision.
 */
@NullMarked
package org.attune.curation.labels;

import org.jspecify.annotations.NullMarked;
