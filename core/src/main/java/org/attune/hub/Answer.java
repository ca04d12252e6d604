// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What came back, without its body. */
record Answer(URI uri, int status, HttpHeaders headers) {

    boolean good() {
        return status == 200 || status == 206;
    }

    boolean redirects() {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip).filter(v -> !v.isEmpty());
    }
}
