// SPDX-License-Identifier: Apache-2.0
package org.attune.method.replay;

import java.util.ArrayList;
import java.util.List;
import org.attune.config.RetainConfig;
import org.attune.config.Rules;
import org.attune.config.Section;
import org.attune.data.Example;
import org.attune.data.ListView;
import org.attune.tensor.KeyedRandom;

/**
 * The options of replay.
 *
 * @param retain the task of before, with rows of it
 * @param share of an epoch's examples that are old; fewer where there are not so many
 */
record Rehearsal(RetainConfig retain, double share) {

    static final Rehearsal DEFAULT = new Rehearsal(RetainConfig.OWN, 0.2);

    /** Old examples are numbered from here, so that none draws as a new one does. */
    private static final long FIRST_KEY = 1L << 40;

    private static final long CHOICE = 0x7265706c6179L;

    private static final double MOST = 0.9;

    Rehearsal {
        Rules.of("method")
                .that(share > 0 && share <= MOST, "share", "more than 0 and at most 0.9", share)
                .check();
    }

    static Rehearsal read(Section section) {
        RetainConfig retain = RetainConfig.read(section, "retain", true);
        double share = section.number("share", DEFAULT.share());
        return section.build(() -> new Rehearsal(retain, share), DEFAULT);
    }

    /** Old examples beside so many new ones. */
    int count(int old, int fresh) {
        return (int) Math.max(1, Math.min(old, Math.round(share / (1 - share) * fresh)));
    }

    /** A keyed random choice of the old examples, each with a number of its own. */
    List<Example> chosen(List<Example> old, int fresh, long seed) {
        int[] order = KeyedRandom.permutation(old.size(), KeyedRandom.key(seed, CHOICE));
        List<Example> chosen = new ArrayList<>();
        for (int i = 0; i < count(old.size(), fresh); i++) {
            Example one = old.get(order[i]);
            chosen.add(new Example(one.row(), FIRST_KEY + one.key(), one.features(), one.target()));
        }
        return List.copyOf(chosen);
    }

    /** Both, the old ones spread evenly. */
    static List<Example> mixed(List<Example> fresh, List<Example> old) {
        int size = fresh.size() + old.size();
        return ListView.made(size, i -> {
            int taken = (int) ((long) i * old.size() / size);
            boolean isOld = (long) (i + 1) * old.size() / size > taken;
            return isOld ? old.get(taken) : fresh.get(i - taken);
        });
    }
}
