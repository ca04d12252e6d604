/**
 * Full fine-tuning: every parameter learns. The strongest method where data and memory suffice; learns a whole copy of the model,
 * and forgets most.
 */
@NullMarked
package org.attune.method.full;

import org.jspecify.annotations.NullMarked;
