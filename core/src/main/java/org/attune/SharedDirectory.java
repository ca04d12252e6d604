// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.nio.file.Path;
import org.attune.distributed.Peers;
import org.attune.run.RunDirectory;

/** The run directory of peers: the first one's own, which the others follow. */
final class SharedDirectory {

    private SharedDirectory() {}

    /** The first peer opens it, and lets the others go on when it begins to work; a finished run needs nobody. */
    static RunDirectory open(RunPlan plan, RunOptions options, Peers peers) {
        Path output = plan.config().output();
        if (peers.writes()) {
            return RunDirectory.open(output, plan.identity(), options.fresh());
        }
        if (options.fresh() || !RunDirectory.holdsFinished(output, plan.identity())) {
            peers.await();
        }
        return RunDirectory.follow(output, plan.identity());
    }
}
