// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import io.javalin.http.Context;

/** Who may come in. */
@FunctionalInterface
public interface Doorkeeper {

    /**
     * @return the public name of the key that was shown, for the log; empty where none is needed
     * @throws RequestProblem 401 without a valid key, 403 where the key does not allow it
     */
    String admit(Endpoint endpoint, Context context);
}
