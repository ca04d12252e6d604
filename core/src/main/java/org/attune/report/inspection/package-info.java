// SPDX-License-Identifier: Apache-2.0
/**
 * The page of an inspected data set: one self-contained HTML document without scripts. Start at
 * {@link org.attune.report.inspection.InspectionPage}.
 */
@NullMarked
package org.attune.report.inspection;

import org.jspecify.annotations.NullMarked;
