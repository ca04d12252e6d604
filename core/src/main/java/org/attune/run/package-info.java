/**
 * The run directory, which is the truth about a run: who may write it ({@link org.attune.run.RunDirectory}), its
 * state, its manifest and its metrics, all written so that a kill at any moment leaves them readable.
 * {@link org.attune.run.RunEvents} is how a run tells what happens, {@link org.attune.run.StopSignal} how it is asked
 * to stop, {@link org.attune.run.RunCatalog} lists what is there. Start at {@code RunDirectory}.
 */
@NullMarked
package org.attune.run;

import org.jspecify.annotations.NullMarked;
