// SPDX-License-Identifier: Apache-2.0
/**
 * What goes wrong with texts on their way into a data set, found and mended: text decoded by the wrong code page
 * ({@link org.attune.data.text.Mojibake}), remains of HTML ({@link org.attune.data.text.Markup}), characters that cannot be seen
 * ({@link org.attune.data.text.Blanks}). Each gives back the very same string where there is nothing to mend.
 */
@NullMarked
package org.attune.data.text;

import org.jspecify.annotations.NullMarked;
