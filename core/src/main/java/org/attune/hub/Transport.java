// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.ProxySelector;
import java.time.Duration;

/**
 * How patient the network code is.
 *
 * @param proxy where requests go through
 * @param connect longest time for a connection to stand
 * @param stall longest time without a byte
 * @param firstPause before the first repetition; doubles with each
 * @param attempts at one request that brings nothing new
 */
record Transport(ProxySelector proxy, Duration connect, Duration stall, Duration firstPause, int attempts) {

    /** A server that asks for a longer pause than this is not waited for. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    static Transport patient(ProxySelector proxy) {
        return new Transport(proxy, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(1), 5);
    }
}
