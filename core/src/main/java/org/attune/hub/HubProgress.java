// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

/** Told while files arrive, on the thread that receives them and for every buffer: be quick. */
@FunctionalInterface
public interface HubProgress {

    HubProgress NONE = (file, done, total) -> {};

    /**
     * @param file the one that is being fetched
     * @param done bytes of all files of this request that are here; falls back when a file has to start again
     * @param total bytes of all files that were missing, as far as the hub tells sizes
     */
    void fetched(String file, long done, long total);
}
