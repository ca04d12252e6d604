// SPDX-License-Identifier: Apache-2.0
package org.attune.model.vit;

import java.util.Set;
import org.attune.model.Architecture;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;

/** ViT and DeiT. */
public final class VisionTransformer implements Architecture {

    @Override
    public Set<String> modelTypes() {
        return Set.of("vit", "deit");
    }

    @Override
    public Blueprint read(ConfigFields fields) {
        return VitConfig.read(fields, fields.text("model_type", "").equals("deit"));
    }
}
