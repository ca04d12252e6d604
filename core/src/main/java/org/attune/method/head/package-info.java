/**
 * Head tuning (linear probing): the pre-trained part is frozen and runs once per row, without dropout; only the head learns, on what it
 * answered. Minutes become seconds, memory stays that of inference; use it where data are few or the model must not change.
 */
@NullMarked
package org.attune.method.head;

import org.jspecify.annotations.NullMarked;
