// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a worker is. In memory that is mapped to a file, so that it outlives the process and costs no call of the system. */
final class Progress {

    private static final int BEGUN = 0;
    private static final int ENDED = 1;
    private static final int ACCEPTED = 2;
    private static final int REFUSED = 3;
    private static final int BAD = 4;
    private static final int LAST_BAD = 5;
    private static final int BYTES = 48;

    private final LongBuffer numbers;

    private Progress(LongBuffer numbers) {
        this.numbers = numbers;
    }

    static Progress at(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Progress(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES).asLongBuffer());
        }
    }

    /** The inputs before {@code index} are done with. */
    void reset(long index) {
        numbers.put(BEGUN, index - 1).put(ENDED, index - 1);
        numbers.put(ACCEPTED, 0).put(REFUSED, 0).put(BAD, 0);
    }

    void begin(long index) {
        numbers.put(BEGUN, index);
    }

    void end(long index, boolean accepted) {
        add(accepted ? ACCEPTED : REFUSED);
        numbers.put(ENDED, index);
    }

    void bad(long index) {
        add(BAD);
        numbers.put(LAST_BAD, index);
        numbers.put(ENDED, index);
    }

    private void add(int counter) {
        numbers.put(counter, numbers.get(counter) + 1);
    }

    /** The input that was begun last. */
    long begun() {
        return numbers.get(BEGUN);
    }

    /** Whether an input was begun and not ended. */
    boolean isInside() {
        return numbers.get(BEGUN) > numbers.get(ENDED);
    }

    long lastBad() {
        return numbers.get(LAST_BAD);
    }

    Tally tally() {
        return new Tally(numbers.get(ACCEPTED), numbers.get(REFUSED), numbers.get(BAD));
    }
}
