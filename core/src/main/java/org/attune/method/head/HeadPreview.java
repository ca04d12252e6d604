// SPDX-License-Identifier: Apache-2.0
package org.attune.method.head;

import java.util.Optional;
import org.attune.method.Methods;
import org.attune.model.Base;
import org.attune.model.HeadRequest;

/** What learns with the head alone. */
public final class HeadPreview implements Methods.Plan.Preview {

    @Override
    public long learnt(Base base, HeadRequest head) {
        return HeadTuning.learnt(base, head);
    }

    @Override
    public boolean keepsFeatures() {
        return true;
    }

    @Override
    public Optional<String> once() {
        return Optional.of("the frozen part");
    }

    @Override
    public boolean learnsNorms() {
        return false;
    }

    @Override
    public boolean learnsNewWords(Base base, HeadRequest head) {
        return false;
    }
}
