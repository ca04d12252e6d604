// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Set;
import org.attune.app.serve.http.Doorkeeper;
import org.attune.app.serve.http.Endpoint;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.store.Keys;

/** Lets in who shows a key that may do what is asked. The store is asked each time, so that a key is revoked at once. */
record KeyCheck(Keys keys) implements Doorkeeper {

    private static final String BEARER = "Bearer ";

    @Override
    public String admit(Endpoint endpoint, Context call) {
        String shown = call.header("Authorization");
        if (shown == null || !shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw RequestProblem.noKey("missing_api_key", "send a key: Authorization: Bearer KEY");
        }
        Keys.Key key = keys.find(shown.substring(BEARER.length()).strip())
                .orElseThrow(() -> RequestProblem.noKey("invalid_api_key", "Incorrect API key provided"));
        if (!endpoint.scope().isIn(key.scopes())) {
            throw RequestProblem.forbidden(
                    "insufficient_scope",
                    "the key " + key.id() + " may " + Keys.words(key.scopes()) + ", and this needs "
                            + endpoint.scope().word());
        }
        return key.id();
    }

    /**
     * Without keys, on this machine only. Pages of other sites that its browser shows are kept out: they come with their own origin, or
     * by a name of theirs that was made to point here.
     */
    static final class Loopback implements Doorkeeper {

        private static final Set<String> NAMES = Set.of("localhost", "[::1]");

        @Override
        public String admit(Endpoint endpoint, Context call) {
            String origin = call.header("Origin");
            if (!isHere("http://" + call.header("Host")) || (origin != null && !isHere(origin))) {
                throw RequestProblem.forbidden("foreign_origin", "without keys only programs of this machine may ask");
            }
            return "";
        }

        private static boolean isHere(String uri) {
            try {
                String host = URI.create(uri).getHost();
                return host != null && (NAMES.contains(host) || host.matches("127(\\.[0-9]{1,3}){3}"));
            } catch (IllegalArgumentException noUri) {
                return false;
            }
        }
    }
}
