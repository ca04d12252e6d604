// SPDX-License-Identifier: Apache-2.0
/**
 * Threads that own models: native memory belongs to the thread that opened it, and one computation at a time uses all processors
 * best. {@link org.attune.app.serve.work.Worker} has a queue that ends somewhere.
 */
@NullMarked
package org.attune.app.serve.work;

import org.jspecify.annotations.NullMarked;
