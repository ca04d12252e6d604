/**
 * Tasks: what is learnt. A {@link org.attune.task.Task} knows its labels, how rows become examples, what the head's outputs mean, the
 * loss as a sum over targets, and how outputs are scored. {@link org.attune.task.Tasks} is the one list of them. A further task
 * (images, pairs of models) is a further implementation; the flow stays as it is.
 */
@NullMarked
package org.attune.task;

import org.jspecify.annotations.NullMarked;
