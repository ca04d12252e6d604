// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.attune.problem.InputException;

/** The user's token, from the variable or the file that a log-in leaves. No message ever quotes it. */
final class AccessToken {

    private static final int LONGEST = 8192;
    private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]+");

    private AccessToken() {}

    static Optional<String> of(Optional<String> variable, Path file) {
        return variable.map(token -> checked(token, "HF_TOKEN"))
                .or(() -> read(file)
                        .map(String::strip)
                        .filter(token -> !token.isEmpty())
                        .map(token -> checked(token, file.toString())));
    }

    private static Optional<String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new InputException(
                    "hub.token-file",
                    file.toString(),
                    "the token file cannot be read (" + e.getClass().getSimpleName() + ")",
                    "the token file is readable by its user",
                    "mend its permissions, or set HF_TOKEN");
        }
    }

    private static String checked(String token, String where) {
        if (token.length() >= LONGEST || !HEADER_SAFE.matcher(token).matches()) {
            throw new InputException(
                    "hub.token",
                    where,
                    "the token holds characters that no token has (it is not shown here)",
                    "a token is one word of letters, digits and '_'",
                    "copy it again from the hub's page of access tokens");
        }
        return token;
    }
}
