// SPDX-License-Identifier: Apache-2.0
/**
 * The means of a self-contained page: {@link org.attune.report.page.Html} escapes and balances, the charts draw SVG that
 * needs no script and takes its colours from the page's style sheet, {@link org.attune.report.page.Numbers} rounds.
 * Nothing in here knows what a run is.
 */
@NullMarked
package org.attune.report.page;

import org.jspecify.annotations.NullMarked;
