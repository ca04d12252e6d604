// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;

/** What stands in a line of predictions as label or as prediction. */
public sealed interface Answer {

    /** One class. */
    record Label(String name) implements Answer {}

    /** Several labels, or one tag per token. */
    record Labels(List<String> names) implements Answer {

        public Labels {
            names = List.copyOf(names);
        }
    }

    /** Of a text that was given whole, how likely it was: the mean loss of its tokens in nats, and their number. */
    record Likelihood(double loss, long tokens) implements Answer {}

    /** A number. */
    record Value(double value) implements Answer {}
}
