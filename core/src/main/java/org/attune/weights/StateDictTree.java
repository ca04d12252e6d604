// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.weights.PickleValue.Dict;
import org.attune.weights.PickleValue.StoredTensor;
import org.attune.weights.PickleValue.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the state dict in a saved object: the object itself, or the one dict of tensors inside a training checkpoint. */
final class StateDictTree {

    private static final Logger LOG = LoggerFactory.getLogger(StateDictTree.class);

    /** Keys under which training scripts keep the model; other dicts of tensors are averages and optimiser state. */
    private static final Set<String> USUAL = Set.of("state_dict", "model_state_dict", "model");

    private StateDictTree() {}

    static Map<String, StoredTensor> tensors(FileBytes file, PickleValue object) {
        if (!(object instanceof Dict dict)) {
            throw wrong(file, "holds something else than a dict", "save model.state_dict()");
        }
        Map<String, Dict> inside = new LinkedHashMap<>();
        dict.entries.forEach((key, value) -> {
            if (value instanceof Dict nested && hasTensors(nested)) {
                inside.put(key instanceof Text text ? text.value() : String.valueOf(key), nested);
            }
        });
        if (inside.isEmpty()) {
            return named(file, dict);
        }
        List<String> usual = inside.keySet().stream().filter(USUAL::contains).toList();
        String chosen =
                usual.size() == 1 ? usual.get(0) : inside.keySet().iterator().next();
        if (usual.size() != 1 && (inside.size() > 1 || hasTensors(dict))) {
            throw wrong(
                    file,
                    "holds several dicts of tensors: " + Problem.quote(String.join(", ", inside.keySet())),
                    "in Python: torch.save(torch.load(FILE)[KEY], NEW_FILE)");
        }
        LOG.info("{}: reading the state dict under {}", file.name(), Problem.quote(chosen));
        return named(file, inside.getOrDefault(chosen, dict));
    }

    private static boolean hasTensors(Dict dict) {
        return dict.entries.values().stream().anyMatch(StoredTensor.class::isInstance);
    }

    private static Map<String, StoredTensor> named(FileBytes file, Dict dict) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        int others = 0;
        for (Map.Entry<PickleValue, PickleValue> entry : dict.entries.entrySet()) {
            if (!(entry.getValue() instanceof StoredTensor tensor)) {
                others++;
            } else if (entry.getKey() instanceof Text name) {
                tensors.put(name.value(), tensor);
            } else {
                throw wrong(file, "holds tensors without a name", "save model.state_dict()");
            }
        }
        if (tensors.isEmpty()) {
            throw wrong(file, "holds no tensor", "save model.state_dict()");
        }
        if (others > 0) {
            LOG.info("{}: {} entries that are no tensors were left out", file.name(), others);
        }
        return tensors;
    }

    private static InputException wrong(FileBytes file, String found, String fix) {
        return file.wrong("weights.no-state-dict", found, "a state dict gives a tensor for each name", fix);
    }
}
