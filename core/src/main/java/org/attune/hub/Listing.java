// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a revision holds, from {@code /api/models/REPOSITORY/revision/REVISION}.
 *
 * @param commit 40 hexadecimal digits
 * @param files their paths inside the repository, as the hub names them (unchecked)
 */
record Listing(String commit, Set<String> files) {

    /** The largest repositories list some ten thousand files of a hundred bytes each. */
    static final long LONGEST = 32L << 20;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Empty where the text is no answer of a hub. */
    static Optional<Listing> parse(byte[] text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        String commit = root.path("sha").asString("");
        JsonNode siblings = root.path("siblings");
        if (!HubReference.isCommit(commit) || !siblings.isArray()) {
            return Optional.empty();
        }
        Set<String> files = new LinkedHashSet<>();
        for (JsonNode sibling : siblings) {
            String name = sibling.path("rfilename").asString("");
            if (!name.isEmpty()) {
                files.add(name);
            }
        }
        return Optional.of(new Listing(commit, files));
    }
}
