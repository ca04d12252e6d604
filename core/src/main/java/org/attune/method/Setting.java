// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import org.attune.config.RunConfig;
import org.attune.data.Dataset;
import org.attune.model.Base;
import org.attune.task.Encoded;
import org.attune.task.Task;

/**
 * What is known of a run before a weight is read.
 *
 * @param train the rows to learn from
 * @param epochSize examples of an epoch, repeated ones counted as often
 */
public record Setting(RunConfig config, Dataset data, Base base, Task task, Encoded train, int epochSize) {

    /** The end of the run if nothing stops it early. */
    public Progress end() {
        return Progress.end(config.training(), epochSize);
    }
}
