// SPDX-License-Identifier: Apache-2.0
/** The study of a search as a file of SQLite: {@link org.attune.app.search.StudyFile}. */
@NullMarked
package org.attune.app.search;

import org.jspecify.annotations.NullMarked;
