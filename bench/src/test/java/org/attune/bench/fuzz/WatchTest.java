// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    @TempDir
    Path folder;

    @Test
    void every_end_of_an_input_is_seen_and_those_behind_it_are_tried() throws Exception {
        StringBuilder out = new StringBuilder();
        Work work = new Work("trap", 0, 0, TrapFuzz.COUNT, Long.MAX_VALUE, folder);

        Tally tally = new Watch(8, out).over(work);

        assertThat(tally).as(out.toString()).isEqualTo(new Tally(2, 1, 6));
        assertThat(out)
                .contains("trap: input " + TrapFuzz.HANGS + ": no end after 8 s")
                .contains("trap: input " + TrapFuzz.CRASHES + ": the process died");
        assertThat(kept(work, TrapFuzz.THROWS)).contains("thrown on purpose");
        assertThat(kept(work, TrapFuzz.OVERFLOWS)).contains("StackOverflowError");
        assertThat(kept(work, TrapFuzz.UNCLEAR)).contains("without a clear problem");
        assertThat(kept(work, TrapFuzz.FILLS_THE_HEAP)).contains("OutOfMemoryError");
    }

    @Test
    void an_input_follows_from_its_seed_and_number_alone() {
        for (String name : Kinds.names()) {
            assertThat(Kinds.named(name).input(7, 5).bytes())
                    .isEqualTo(Kinds.named(name).input(7, 5).bytes())
                    .as(name)
                    .isNotEqualTo(Kinds.named(name).input(8, 5).bytes());
        }
    }

    private static String kept(Work work, long index) throws IOException {
        return Files.readString(work.kept(index, ".txt"));
    }
}
