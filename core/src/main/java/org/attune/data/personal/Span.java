// SPDX-License-Identifier: Apache-2.0
package org.attune.data.personal;

/** Where private data stands in a text, in UTF-16 units, the end not included. */
public record Span(Kind kind, int start, int end) {}
