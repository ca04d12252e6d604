// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jinja's cycler(): the values in turn, again and again. */
final class Cycler {

    private final List<Object> items;
    private int position;

    Cycler(List<Object> items) {
        if (items.isEmpty()) {
            throw Failure.error("at least one item has to be provided");
        }
        this.items = items;
    }

    @Nullable
    Object member(String name) {
        return switch (name) {
            case "current" -> items.get(position);
            case "next" ->
                (Callee) given -> {
                    Object current = items.get(position);
                    position = (position + 1) % items.size();
                    return current;
                };
            case "reset" ->
                (Callee) given -> {
                    position = 0;
                    return None.NONE;
                };
            case "pos" -> Numbers.of(position);
            case "items" -> new Tuple(items);
            default -> null;
        };
    }
}
