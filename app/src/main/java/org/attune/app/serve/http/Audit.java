// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was made, stopped and deleted, and with which key: a log of its own, which names things and never what is in them. */
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("org.attune.app.serve.audit");

    private Audit() {}

    /**
     * To be called once it is done.
     *
     * @param object an id or a name of ours
     */
    public static void log(Context call, String act, String object) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("act", act);
        line.put("object", object);
        line.put("key", Reception.key(call));
        LOG.info("{}", Json.text(line));
    }
}
