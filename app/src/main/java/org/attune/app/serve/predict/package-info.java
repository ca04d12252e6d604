// SPDX-License-Identifier: Apache-2.0
/**
 * What tuned models say of inputs: {@link org.attune.app.serve.predict.Predictor} owns one of them,
 * {@link org.attune.app.serve.predict.PredictRequest} reads what it is asked, {@link org.attune.app.serve.predict.Predictions}
 * answers {@code POST /v1/predict}. The answers are those of {@code attune predict}, bit for bit.
 */
@NullMarked
package org.attune.app.serve.predict;

import org.jspecify.annotations.NullMarked;
