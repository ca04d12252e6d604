// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import org.attune.config.Source;

/**
 * A key of the configuration, where it stands.
 *
 * @param key with the keys above it: {@code datasets[0].path}
 */
record Place(String key, Source source) {

    /** As messages name it. */
    String where() {
        return source.kind() == Source.Kind.RECIPE ? source.text() + " " + key : key;
    }

    /** The source of a value of the recipe that comes from this key. */
    Source origin() {
        return new Source(Source.Kind.RECIPE, where());
    }
}
