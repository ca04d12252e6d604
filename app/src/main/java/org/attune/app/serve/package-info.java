// SPDX-License-Identifier: Apache-2.0
/**
 * {@code attune serve}: {@link org.attune.app.serve.Serving} is the program, from its settings to its end. {@code http} is what all
 * requests share, {@code work} the threads that own models, {@code predict} what tuned models answer. No other command loads any of it.
 */
@NullMarked
package org.attune.app.serve;

import org.jspecify.annotations.NullMarked;
