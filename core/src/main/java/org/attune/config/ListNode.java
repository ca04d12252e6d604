// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.List;

/** A sequence. */
public record ListNode(Source source, List<Node> items) implements Node {

    public ListNode {
        items = List.copyOf(items);
    }

    @Override
    public String describe() {
        return "a list of " + items.size();
    }

    @Override
    public ListNode at(Source place) {
        return new ListNode(place, items);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListNode list && items.equals(list.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
