// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import java.util.OptionalDouble;
import org.attune.config.Node;

/**
 * The values that a parameter may have. A value is a number here: itself, or the place of a choice. Every domain is also the interval
 * from 0 to 1, cut into as many equal parts as it has values.
 */
public sealed interface Domain permits Real, Whole, Choice {

    /** @param unit from 0 to 1; what lies beyond is taken as the nearer end */
    double at(double unit);

    /** The middle of the part of the unit interval that is this value. */
    double unit(double value);

    /** How many values there are; infinite for numbers with fractions. */
    double size();

    /** The values of a grid, in their order. */
    List<Double> grid();

    /** As it stands in a recipe. */
    Object shown(double value);

    /** From what {@link #shown} gave, as text; empty where it is no value of this domain. */
    OptionalDouble read(String text);

    /** All that makes the domain, in one line. */
    Node described();
}
