// SPDX-License-Identifier: Apache-2.0
/** Files of SQLite that keep what was acknowledged, whatever happens to the process: the server's store, the study of a search. */
@NullMarked
package org.attune.app.sqlite;

import org.jspecify.annotations.NullMarked;
