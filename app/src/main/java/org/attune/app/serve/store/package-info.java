// SPDX-License-Identifier: Apache-2.0
/**
 * What a server keeps: one SQLite file, {@link org.attune.app.serve.store.Store}, with {@link org.attune.app.serve.store.Keys},
 * {@link org.attune.app.serve.store.FeedbackTable}, {@link org.attune.app.serve.store.FileTable} and
 * {@link org.attune.app.serve.store.JobTable}, and beside it a {@link org.attune.app.serve.store.DataFolder}. Its tables are made by the
 * migrations in the resources of this package.
 */
@NullMarked
package org.attune.app.serve.store;

import org.jspecify.annotations.NullMarked;
