// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import org.attune.data.Example;
import org.attune.data.Row;

/**
 * The rows of a split as examples.
 *
 * @param examples in the order of the rows; those of one row stand together
 * @param truncated rows of which something was cut off
 */
public record Encoded(List<Row> rows, List<Example> examples, long truncated) {

    /** The first so many rows, with their examples. */
    public Encoded limit(int most) {
        return rows.size() <= most
                ? this
                : new Encoded(
                        rows.subList(0, most),
                        examples.stream().filter(example -> example.row() < most).toList(),
                        truncated);
    }

    public int longest() {
        return examples.stream().mapToInt(Example::length).max().orElse(0);
    }
}
