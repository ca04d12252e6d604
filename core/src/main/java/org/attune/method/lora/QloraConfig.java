// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lora;

import java.util.List;
import org.attune.config.Kinds;
import org.attune.config.Section;
import org.attune.tensor.Storage;

/** The options of QLoRA: those of LoRA, and how the base is quantised. */
record QloraConfig(LoraConfig lora, Storage storage) {

    private static final String NF4 = "nf4";

    static QloraConfig read(Section section) {
        LoraConfig lora = LoraConfig.read(section);
        String quant = section.value("quant", Kinds.choice(List.of(NF4)), NF4);
        assert quant.equals(NF4); // other data types may come
        boolean twice = section.flag("double_quant", true);
        return new QloraConfig(lora, twice ? Storage.NF4_DOUBLE : Storage.NF4);
    }
}
