// SPDX-License-Identifier: Apache-2.0
/**
 * Learning without forgetting (Li and Hoiem 2016): the head of a task of before goes on answering as it did, on the rows of the new task, so
 * that no row of the old one is needed. Start with {@link org.attune.method.lwf.LwfTuning}.
 */
@NullMarked
package org.attune.method.lwf;

import org.jspecify.annotations.NullMarked;
