// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;
import org.attune.problem.InputException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** One input of each outcome, for the test of the command: not among the kinds that are tried. */
final class TrapFuzz implements FuzzKind {

    static final int ACCEPTED = 0;
    static final int REFUSED = 1;
    static final int THROWS = 2;
    static final int OVERFLOWS = 3;
    static final int UNCLEAR = 4;
    static final int HANGS = 5;
    static final int CRASHES = 6;
    static final int FILLS_THE_HEAP = 7;
    static final int COUNT = 9;

    @Override
    public String name() {
        return "trap";
    }

    @Override
    public FuzzInput input(Random random) {
        return new FuzzInput("trap", new byte[] {ACCEPTED});
    }

    @Override
    public FuzzInput input(long seed, long index) {
        return new FuzzInput("trap", new byte[] {(byte) (index % (COUNT - 1))});
    }

    @Override
    public void use(FuzzInput input, Path folder) {
        switch (input.bytes()[0]) {
            case REFUSED -> throw new InputException("trap.refused", "trap", "a trap", "no trap", "go around it");
            case THROWS -> throw new IllegalStateException("thrown on purpose");
            case OVERFLOWS -> overflow(1);
            case UNCLEAR -> throw new InputException("trap.unclear", " ", "", "", "");
            case HANGS -> {
                while (input.bytes()[0] == HANGS) {
                    Thread.onSpinWait();
                }
            }
            case CRASHES -> new BytePointer(new Address()).get();
            case FILLS_THE_HEAP -> fill();
            default -> {}
        }
    }

    private static int overflow(int depth) {
        return depth == 0 ? 0 : 1 + overflow(depth + 1);
    }

    private static void fill() {
        List<long[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new long[1 << 20]);
        }
    }

    /** A place that belongs to nobody. */
    private static final class Address extends Pointer {
        Address() {
            address = 8;
        }
    }
}
