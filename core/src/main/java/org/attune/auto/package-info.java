// SPDX-License-Identifier: Apache-2.0
/**
 * From labelled texts and a number of minutes to a tuned model: {@link org.attune.auto.Auto} finds task and columns, has models suggested,
 * and writes a recipe with a section {@code search}, which is then searched as any other; each choice is a line for people.
 */
@NullMarked
package org.attune.auto;

import org.jspecify.annotations.NullMarked;
