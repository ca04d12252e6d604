// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/**
 * A part of a text, in chars (UTF-16 units) of a Java string, as the offsets of {@code TextTokenizer} are.
 *
 * @param start of the first char
 * @param end behind the last one; equal to the start where the part is empty
 */
public record Span(int start, int end) {}
