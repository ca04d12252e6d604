// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the command line asks for.
 *
 * @param kinds all if none was named
 * @param count inputs of each kind
 * @param minutes for all kinds together
 * @param only the one input to repeat
 */
record Options(List<String> kinds, long seed, long count, double minutes, OptionalLong only, long limitSeconds) {

    private static final long COUNT = 20_000;
    private static final double NO_END = 1e6;

    static Options of(String[] arguments) {
        List<String> kinds = new ArrayList<>();
        long seed = 0;
        OptionalLong count = OptionalLong.empty();
        double minutes = NO_END;
        OptionalLong only = OptionalLong.empty();
        long limit = 60;
        Iterator<String> left = List.of(arguments).iterator();
        while (left.hasNext()) {
            String argument = left.next();
            if (!argument.startsWith("--")) {
                kinds.add(argument);
                continue;
            } else if (!left.hasNext()) {
                throw new IllegalArgumentException(argument + " needs a number");
            }
            String value = left.next();
            switch (argument) {
                case "--seed" -> seed = Long.parseLong(value);
                case "--count" -> count = OptionalLong.of(Long.parseLong(value));
                case "--minutes" -> minutes = Double.parseDouble(value);
                case "--only" -> only = OptionalLong.of(Long.parseLong(value));
                case "--limit" -> limit = Long.parseLong(value);
                default -> throw new IllegalArgumentException("no option " + argument);
            }
        }
        check(kinds, only);
        long most = count.orElse(minutes < NO_END ? Long.MAX_VALUE : COUNT);
        return new Options(kinds.isEmpty() ? Kinds.names() : kinds, seed, most, minutes, only, limit);
    }

    private static void check(List<String> kinds, OptionalLong only) {
        List<String> known = Kinds.names();
        kinds.stream().filter(kind -> !known.contains(kind)).findFirst().ifPresent(kind -> {
            throw new IllegalArgumentException("no kind " + kind + "; there are " + String.join(", ", known));
        });
        if (only.isPresent() && kinds.size() != 1) {
            throw new IllegalArgumentException("--only needs one kind");
        }
    }
}
