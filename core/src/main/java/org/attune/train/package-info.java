/**
 * What a training run consists of besides its model: the order of its batches, its schedule, its state, when it stops, and its
 * checkpoints. Order and randomness are functions of seed and position, so a state is small and a resume exact.
 */
@NullMarked
package org.attune.train;

import org.jspecify.annotations.NullMarked;
