// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.attune.hub.RequestFailure.Kind;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What went wrong below HTTP's own status: no network, a broken transfer, a wrong certificate, a full disk. */
final class NetworkProblems {

    private final HubSettings settings;
    private final String where;

    NetworkProblems(HubSettings settings, String where) {
        this.settings = settings;
        this.where = where;
    }

    RequestFailure of(URI uri, @Nullable Throwable cause) {
        if (cause instanceof LimitedBody.NotKept lost && lost.getCause() instanceof IOException disk) {
            return new RequestFailure(Kind.BROKEN, CacheProblems.of(settings.cache(), disk), disk);
        }
        if (cause instanceof LimitedBody.TooLong tooLong) {
            return new RequestFailure(
                    Kind.BROKEN,
                    problem(
                            "hub.too-long",
                            uri.getHost() + " sent " + tooLong.getMessage(),
                            "a body is as long as its announcement",
                            "try again; if it stays, something between here and the hub changes the answers"),
                    cause);
        }
        if (cause instanceof SSLException) {
            return new RequestFailure(
                    Kind.BROKEN,
                    problem(
                            "hub.certificate",
                            "no trusted connection to " + uri.getHost() + ": " + reason(cause),
                            "the host's certificate is one that this Java trusts",
                            "behind a company's proxy: give its certificate to Java with -Djavax.net.ssl.trustStore=FILE"),
                    cause);
        }
        if (cause instanceof RuntimeException own) {
            throw own; // of the progress listener
        }
        if (cause instanceof Error own) {
            throw own;
        }
        return new RequestFailure(
                Kind.PASSING,
                problem(
                        "hub.unreachable",
                        "no connection to " + uri.getHost() + ": " + reason(cause),
                        "the hub at " + settings.endpoint() + " and its storage can be reached",
                        "check the network, HTTPS_PROXY and HF_ENDPOINT; what has arrived is kept and the next attempt goes on from"
                                + " there; HF_HUB_OFFLINE=1 uses only the cache"),
                cause);
    }

    RequestFailure stalled(URI uri, long millis, Throwable cause) {
        return new RequestFailure(
                Kind.PASSING,
                problem(
                        "hub.stalled",
                        uri.getHost() + " sent nothing for " + millis + " ms",
                        "bytes keep coming",
                        "check the network and try again: the download goes on where it stopped"),
                cause);
    }

    RequestFailure redirects(URI uri, String found) {
        return new RequestFailure(
                Kind.BROKEN,
                problem(
                        "hub.redirect",
                        uri.getHost() + " answered with " + found,
                        "a redirect leads to the file in a few steps and never from https to http",
                        "check HF_ENDPOINT (it is " + settings.endpoint() + ") and any proxy on the way"),
                null);
    }

    private Problem problem(String code, String found, String expected, String fix) {
        return new Problem(code, where, found, expected, fix);
    }

    /** Java's network exceptions often have no text of their own. */
    private static String reason(@Nullable Throwable cause) {
        if (cause == null) {
            return "unknown";
        }
        Throwable deepest = cause;
        while (deepest.getMessage() == null && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        String kind = deepest.getClass()
                .getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        return message == null ? kind : message.lines().findFirst().orElse(kind);
    }
}
