// SPDX-License-Identifier: Apache-2.0
/** The command line: {@link org.attune.app.Main} is where it starts. */
@NullMarked
package org.attune.app;

import org.jspecify.annotations.NullMarked;
