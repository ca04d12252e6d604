// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Set;

/** A family of networks that share a forward function. */
public interface Architecture {

    /** The values of {@code model_type} in config.json that it serves. */
    Set<String> modelTypes();

    /** Reads config.json; whatever is wrong or not supported becomes a problem of {@code fields}. Allocates nothing. */
    Blueprint read(ConfigFields fields);
}
