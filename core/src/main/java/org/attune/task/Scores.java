// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

/** What a model said against what is true, in the form that metrics are computed from. */
public sealed interface Scores
        permits ClassScores, LabelScores, ValueScores, TagScores, LanguageScores, ChoiceScores, GeneratedScores {

    /** Scored rows; sentences for tags. */
    int rows();
}
