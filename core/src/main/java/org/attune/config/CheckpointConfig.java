// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

/**
 * When checkpoints are written.
 *
 * @param keep the newest so many stay; at least 1
 */
public record CheckpointConfig(Interval every, int keep) {

    public static final CheckpointConfig DEFAULT = new CheckpointConfig(Interval.EPOCH, 2);

    public CheckpointConfig {
        Rules.of("checkpoint").between("keep", keep, 1, 100_000).check();
    }

    static CheckpointConfig bind(Section section) {
        Interval every = section.value("every", Interval.KIND, Interval.EPOCH);
        int keep = section.integer("keep", 2);
        section.finish();
        return section.build(() -> new CheckpointConfig(every, keep), DEFAULT);
    }
}
