/**
 * The processes that train one model together. {@link org.attune.distributed.Peers} is all that the flow knows of them; a run
 * of one process uses {@link org.attune.distributed.Peers#single()}.
 */
@NullMarked
package org.attune.distributed;

import org.jspecify.annotations.NullMarked;
