// SPDX-License-Identifier: Apache-2.0
/**
 * What a run came to, for people and for other tools: {@link org.attune.report.HtmlReport} writes the page,
 * {@link org.attune.report.ModelCard} the README of the model, {@link org.attune.report.TensorBoardLog} event files,
 * {@link org.attune.report.RunComparison} sets two runs side by side. All read nothing but the files of a run
 * directory, through {@link org.attune.report.RunFiles}, where what is missing or damaged is absent, never an error.
 */
@NullMarked
package org.attune.report;

import org.jspecify.annotations.NullMarked;
