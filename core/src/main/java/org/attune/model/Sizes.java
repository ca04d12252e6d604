// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

/**
 * The numbers that memory and time depend on.
 *
 * @param vocabulary rows of the word table
 * @param width of a hidden state
 * @param inner width between the two products of a feed-forward network
 * @param positions the longest sequence that the model has positions for
 */
public record Sizes(int vocabulary, int width, int blocks, int heads, int inner, int positions) {}
