// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one list of samplers by name. */
public final class Samplers {

    private static final Map<String, Sampler> ALL = all();

    public static final List<String> NAMES = List.copyOf(ALL.keySet());

    private Samplers() {}

    private static Map<String, Sampler> all() {
        Map<String, Sampler> all = new LinkedHashMap<>();
        all.put("tpe", new TpeSampler());
        all.put("gp", new GaussianProcessSampler());
        all.put("sobol", new SobolSampler());
        all.put("random", new RandomSampler());
        all.put("grid", new GridSampler());
        return all;
    }

    public static Sampler named(String name) {
        Sampler sampler = ALL.get(name);
        if (sampler == null) {
            throw new IllegalArgumentException("no sampler is called " + name);
        }
        return sampler;
    }
}
