// SPDX-License-Identifier: Apache-2.0
/**
 * What users say would have been right: {@link org.attune.app.serve.feedback.FeedbackIntake} keeps it with the input,
 * {@link org.attune.app.serve.feedback.FeedbackExport} gives it out as rows to train on.
 */
@NullMarked
package org.attune.app.serve.feedback;

import org.jspecify.annotations.NullMarked;
