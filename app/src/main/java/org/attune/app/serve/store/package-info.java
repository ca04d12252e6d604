// SPDX-License-Identifier: Apache-2.0
/**
 * What a server keeps: one SQLite file, {@link org.attune.app.serve.store.Store}, with {@link org.attune.app.serve.store.Keys} and
 * {@link org.attune.app.serve.store.FeedbackTable}. Its tables are made by the migrations in the resources of this package.
 */
@NullMarked
package org.attune.app.serve.store;

import org.jspecify.annotations.NullMarked;
