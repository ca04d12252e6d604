// SPDX-License-Identifier: Apache-2.0
/**
 * Models by name, {@code hf:org/name[@revision]}: fetched over HTTP into the cache folder that other tools share.
 * Start at {@link org.attune.hub.Hub}; {@link org.attune.hub.HubSettings} reads the environment.
 * Layout: {@code models--org--name/{refs/REVISION, blobs/ETAG, snapshots/COMMIT/FILE -> blob, .no_exist/COMMIT/FILE}}.
 * A blob appears under its name only whole and with the announced hash; before that it is {@code ETAG.incomplete}
 * and the next attempt goes on where it ended. A revision's ref is written last, so an old snapshot stays usable.
 */
@NullMarked
package org.attune.hub;

import org.jspecify.annotations.NullMarked;
