// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

/**
 * What a model goes on from.
 *
 * @param id the row's own, for its draws
 * @param tokens at least one
 * @param where its place, for messages
 */
public record Prompt(long id, int[] tokens, String where) {}
