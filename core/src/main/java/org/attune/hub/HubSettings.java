// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/**
 * Where the hub and the cache are; made from the variables that the hub's own tools read.
 *
 * @param endpoint the hub's address, without a slash at its end
 * @param cache the folder that holds {@code models--org--name} folders
 * @param token sent to the endpoint's host and to no other
 * @param offline nothing but the cache is used
 * @param symbolicLinks whether to try them; where they fail, files are moved or copied
 * @param transport proxy and patience
 */
public record HubSettings(
        URI endpoint, Path cache, Optional<String> token, boolean offline, boolean symbolicLinks, Transport transport) {

    static final String DEFAULT_ENDPOINT = "https://huggingface.co";

    private static final Set<String> YES = Set.of("1", "ON", "YES", "TRUE");

    /**
     * Reads {@code HF_ENDPOINT HF_HOME HF_HUB_CACHE HUGGINGFACE_HUB_CACHE XDG_CACHE_HOME HF_TOKEN HF_TOKEN_PATH
     * HF_HUB_DISABLE_IMPLICIT_TOKEN HF_HUB_OFFLINE TRANSFORMERS_OFFLINE HF_HUB_DISABLE_SYMLINKS HTTPS_PROXY HTTP_PROXY
     * NO_PROXY} and the token file.
     *
     * @throws InputException where a value cannot be used
     */
    public static HubSettings fromEnvironment(Map<String, String> environment) {
        Path home = folder(environment, "HF_HOME")
                .orElseGet(() -> folder(environment, "XDG_CACHE_HOME")
                        .orElseGet(() -> userHome(environment).resolve(".cache"))
                        .resolve("huggingface"));
        Path cache = folder(environment, "HF_HUB_CACHE")
                .or(() -> folder(environment, "HUGGINGFACE_HUB_CACHE"))
                .orElseGet(() -> home.resolve("hub"));
        URI endpoint = Addresses.endpoint(value(environment, "HF_ENDPOINT").orElse(DEFAULT_ENDPOINT));
        Path tokenFile = folder(environment, "HF_TOKEN_PATH").orElseGet(() -> home.resolve("token"));
        return new HubSettings(
                endpoint,
                cache,
                yes(environment, "HF_HUB_DISABLE_IMPLICIT_TOKEN")
                        ? Optional.empty()
                        : AccessToken.of(value(environment, "HF_TOKEN"), tokenFile),
                yes(environment, "HF_HUB_OFFLINE") || yes(environment, "TRANSFORMERS_OFFLINE"),
                !yes(environment, "HF_HUB_DISABLE_SYMLINKS"),
                Transport.patient(Addresses.proxy(environment, endpoint)));
    }

    /** The same settings, with the network switched off or on. */
    public HubSettings withOffline(boolean only) {
        return new HubSettings(endpoint, cache, token, only, symbolicLinks, transport);
    }

    /** Never shows the token: settings end up in logs. */
    @Override
    public String toString() {
        return "HubSettings[endpoint=" + endpoint + ", cache=" + cache + ", token="
                + (token.isPresent() ? "set" : "none") + ", offline=" + offline + "]";
    }

    static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    private static boolean yes(Map<String, String> environment, String name) {
        return value(environment, name)
                .map(v -> YES.contains(v.toUpperCase(Locale.ROOT)))
                .orElse(false);
    }

    private static Optional<Path> folder(Map<String, String> environment, String name) {
        return value(environment, name).map(text -> {
            try {
                boolean underHome = text.equals("~") || text.startsWith("~/") || text.startsWith("~\\");
                Path path = underHome
                        ? userHome(environment).resolve(text.substring(Math.min(2, text.length())))
                        : Path.of(text);
                return path.toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new InputException(
                        "hub.environment",
                        name,
                        Problem.quote(text) + " is no path",
                        name + " is a path",
                        "set " + name + " to a path, or unset it");
            }
        });
    }

    private static Path userHome(Map<String, String> environment) {
        return Path.of(value(environment, "HOME").orElseGet(() -> System.getProperty("user.home", ".")));
    }
}
