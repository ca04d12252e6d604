// SPDX-License-Identifier: Apache-2.0
/**
 * What a model's answers are worth: metrics with confidence intervals, baselines, success criteria and findings in words.
 * Everything works on plain arrays; start at {@link org.attune.eval.Classification}, {@link org.attune.eval.MultiLabel},
 * {@link org.attune.eval.Regression}, {@link org.attune.eval.Tagging}, {@link org.attune.eval.LanguageModelling},
 * {@link org.attune.eval.MultipleChoice} or {@link org.attune.eval.Generation}, whose {@code measure} gives the
 * {@link org.attune.eval.SplitEvaluation} that {@link org.attune.eval.EvaluationJson} writes into {@code evaluation.json}.
 * Conventions are scikit-learn's, seqeval's and those that {@code eval.text} names; a value that is not defined is absent, never NaN.
 */
@NullMarked
package org.attune.eval;

import org.jspecify.annotations.NullMarked;
