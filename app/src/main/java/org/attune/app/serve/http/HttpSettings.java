// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import java.time.Duration;

/**
 * How the server listens.
 *
 * @param port 0: any that is free
 * @param threads that may answer at the same time; those that wait for a model count
 * @param idle how long a connection may say nothing
 * @param drain how long the end waits for requests that are being answered
 */
public record HttpSettings(String host, int port, int threads, Duration idle, Duration drain) {

    /** As people are used to wait. */
    public static final Duration USUAL_IDLE = Duration.ofSeconds(30);

    public static final Duration USUAL_DRAIN = Duration.ofSeconds(60);
}
