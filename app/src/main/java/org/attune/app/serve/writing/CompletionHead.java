// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.writing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an answer, and all parts of a stream, begin with.
 *
 * @param created seconds since 1970
 */
record CompletionHead(String id, long created, String model) {

    static CompletionHead of(CompletionForm form, String model) {
        String id = form.prefix() + UUID.randomUUID().toString().replace("-", "");
        return new CompletionHead(id, Instant.now().getEpochSecond(), model);
    }

    /** To be added to. */
    Map<String, Object> document(String object, List<Map<String, Object>> choices) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("object", object);
        document.put("created", created);
        document.put("model", model);
        document.put("choices", choices);
        return document;
    }
}
