// SPDX-License-Identifier: Apache-2.0
/**
 * What users see: {@link org.attune.app.terminal.Console} holds the streams, {@link org.attune.app.terminal.Progress}
 * shows a run while it works, {@link org.attune.app.terminal.TextTable} aligns columns, {@link org.attune.app.terminal.ProblemText}
 * writes problems. Results go to standard output, everything else to standard error.
 */
@NullMarked
package org.attune.app.terminal;

import org.jspecify.annotations.NullMarked;
