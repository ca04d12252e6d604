// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import java.util.Map;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The average of a group's flat masters; begins with the first that is taken, as torch's AveragedModel does. */
final class RunningAverage {

    private final Averages how;
    private final Tensor average;
    private final Tensor count;
    private long taken;

    RunningAverage(Averages how, Tensor master) {
        this.how = how;
        average = torch.zeros_like(master);
        count = Tensors.of(new long[1], 1);
    }

    void take(Tensor master) {
        taken++;
        count.fill_(new Scalar(taken));
        average.lerp_(master, new Scalar(how.share(taken)));
    }

    /** Each gets what the other was; nothing where nothing was taken yet. */
    void exchange(Tensor master) {
        if (taken > 0) {
            Tensor own = master.clone();
            master.copy_(average);
            average.copy_(own);
        }
    }

    void state(String group, Map<String, Tensor> into) {
        into.put(group + ".average", average);
        into.put(group + ".averaged", count);
    }

    void restored() {
        taken = (long) Tensors.item(count);
    }
}
