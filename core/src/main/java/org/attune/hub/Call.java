// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Function;

/** One request: HEAD where no body is wanted, GET otherwise. {@code body} is asked only for status 200 and 206. */
record Call(URI uri, boolean headOnly, Map<String, String> headers, Function<HttpResponse.ResponseInfo, Sink> body) {

    static Call head(URI uri) {
        return new Call(uri, true, Map.of(), info -> Sink.NOTHING);
    }

    static Call get(URI uri, Map<String, String> headers, Function<HttpResponse.ResponseInfo, Sink> body) {
        return new Call(uri, false, headers, body);
    }
}
