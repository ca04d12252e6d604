// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Network addresses: the endpoint, the proxy of the environment, and what counts as the same host. */
final class Addresses {

    private Addresses() {}

    static URI endpoint(String text) {
        URI uri = web(text);
        if (uri == null || uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new InputException(
                    "hub.endpoint",
                    "HF_ENDPOINT",
                    Problem.quote(text) + " is no address of a hub",
                    "http:// or https://, a host and nothing secret, for example " + HubSettings.DEFAULT_ENDPOINT,
                    "set HF_ENDPOINT to such an address, or unset it");
        }
        return URI.create(uri.toString().replaceAll("/+$", ""));
    }

    /** The proxy that the environment names for this endpoint; otherwise what the JVM is set to. */
    static ProxySelector proxy(Map<String, String> environment, URI endpoint) {
        String name = endpoint.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
        Optional<String> given = variable(environment, name).or(() -> variable(environment, "ALL_PROXY"));
        if (given.isEmpty() || direct(variable(environment, "NO_PROXY").orElse(""), endpoint.getHost())) {
            return ProxySelector.getDefault();
        }
        String text = given.get();
        URI uri = web(text.contains("://") ? text : "http://" + text);
        if (uri == null || uri.getRawUserInfo() != null) {
            throw new InputException(
                    "hub.proxy",
                    name,
                    (uri == null ? Problem.quote(text) : "the value") + " is no proxy that can be used here",
                    "http://host:port, without a user's name and password",
                    "set " + name + " to such an address, or name the hub's host in NO_PROXY");
        }
        return ProxySelector.of(InetSocketAddress.createUnresolved(uri.getHost(), port(uri)));
    }

    /** Same scheme, host and port: only there does the token go. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    /** The address if it is http or https with a host; null otherwise. */
    static @Nullable URI web(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static boolean direct(String exceptions, String host) {
        return Arrays.stream(exceptions.split(","))
                .map(e -> e.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                .filter(e -> !e.isEmpty())
                .anyMatch(e -> e.equals("*")
                        || host.toLowerCase(Locale.ROOT).equals(e)
                        || host.toLowerCase(Locale.ROOT).endsWith("." + e));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return HubSettings.value(environment, name)
                .or(() -> HubSettings.value(environment, name.toLowerCase(Locale.ROOT)));
    }
}
