// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.attune.tokenizer.Limit.Truncation;
import org.junit.jupiter.api.Test;

final class TruncatingTest {

    @Property(tries = 300)
    void windows_cover_every_token_and_neighbours_share_the_stride(
            @ForAll @IntRange(max = 200) int length,
            @ForAll @IntRange(min = 1, max = 30) int room,
            @ForAll @IntRange(max = 29) int stride,
            @ForAll boolean left) {
        int shared = Math.min(stride, room - 1);
        List<Range> windows = Truncating.windows(length, room, shared, left ? Truncation.LEFT : Truncation.RIGHT);
        BitSet covered = new BitSet();
        windows.forEach(window -> covered.set(window.from(), window.to()));
        assertThat(covered.cardinality()).isEqualTo(length);
        for (int i = 1; i < windows.size(); i++) {
            Range before = windows.get(left ? i : i - 1);
            Range after = windows.get(left ? i - 1 : i);
            assertThat(before.to() - after.from()).isEqualTo(shared);
            assertThat(windows.get(i - 1).length()).isEqualTo(room);
        }
    }

    @Property(tries = 300)
    void a_pair_fills_the_room_and_the_longer_text_loses_first(
            @ForAll @IntRange(max = 60) int first,
            @ForAll @IntRange(max = 60) int second,
            @ForAll @IntRange(min = 1, max = 80) int room) {
        int[] kept = Truncating.longestFirst(first, second, room);
        assertThat(kept[0] + kept[1]).isEqualTo(Math.min(room, first + second));
        if (first <= room / 2) {
            assertThat(kept[0]).isEqualTo(first);
        }
        if (second <= room / 2) {
            assertThat(kept[1]).isEqualTo(second);
        }
    }

    @Test
    void the_side_decides_which_end_is_lost() {
        assertThat(Truncating.cut(10, 4, Truncation.RIGHT)).isEqualTo(new Range(0, 4));
        assertThat(Truncating.cut(10, 4, Truncation.LEFT)).isEqualTo(new Range(6, 10));
        assertThat(Truncating.cut(3, 4, Truncation.LEFT)).isEqualTo(new Range(0, 3));
    }
}
