/**
 * Tuning methods: how a task is learnt. A {@link org.attune.method.Method} wraps the task's loss and owns what learns; a folder each.
 * {@link org.attune.method.Methods} is the one list. Nothing here has a loop over steps.
 */
@NullMarked
package org.attune.method;

import org.jspecify.annotations.NullMarked;
