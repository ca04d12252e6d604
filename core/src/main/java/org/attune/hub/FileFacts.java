// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What the hub says of one file before it sends it.
 *
 * @param etag the blob's name: SHA-256 of large files, git's SHA-1 of small ones
 * @param size bytes; empty where the server does not tell
 */
record FileFacts(String etag, OptionalLong size) {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    /** Empty where the answer has no tag that can name a file. */
    static Optional<FileFacts> of(Answer answer) {
        Optional<String> linked = answer.header(Connection.LINKED_ETAG);
        Optional<String> length = answer.header("X-Linked-Size");
        if (!answer.redirects()) { // a redirect's own length is that of its text
            linked = linked.or(() -> answer.header("ETag"));
            length = length.or(() -> answer.header("Content-Length"));
        }
        OptionalLong size = length.filter(v -> NUMBER.matcher(v).matches())
                .map(v -> OptionalLong.of(Long.parseLong(v)))
                .orElse(OptionalLong.empty());
        return linked.map(v -> v.replaceFirst("^W/", "").replace("\"", ""))
                .filter(v -> FILE_NAME.matcher(v).matches())
                .map(etag -> new FileFacts(etag, size));
    }
}
