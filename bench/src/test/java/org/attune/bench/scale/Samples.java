// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.scale;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.attune.run.RunEvents;
import org.attune.run.StepEvent;
import org.attune.tensor.Memory;

/** What this process occupies, each second and at its steps. */
final class Samples implements RunEvents, AutoCloseable {

    private static final int MOST = 400;

    private final long began = System.nanoTime();
    private final long steps;
    private final List<Map<String, Object>> bySecond = new ArrayList<>();
    private final List<Map<String, Object>> byStep = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> sampling;
    private volatile Phase phase = Phase.LOOK;

    Samples(long steps) {
        this.steps = steps;
        sampling = clock.scheduleAtFixedRate(() -> bySecond.add(now()), 0, 1, TimeUnit.SECONDS);
    }

    private Map<String, Object> now() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("seconds", Math.round((System.nanoTime() - began) / 1e8) / 10.0);
        sample.put("phase", phase.name().toLowerCase(Locale.ROOT));
        sample.put("resident_mb", Memory.residentBytes() >> 20);
        sample.put("heap_mb", heap.getCommitted() >> 20);
        sample.put("heap_used_mb", heap.getUsed() >> 20);
        return sample;
    }

    @Override
    public void phase(Phase next, String detail) {
        phase = next;
        System.err.println(next + " " + detail);
    }

    @Override
    public void step(StepEvent event) {
        if (event.step() % Math.max(1, steps / MOST) == 0) {
            Map<String, Object> sample = new LinkedHashMap<>();
            sample.put("step", event.step());
            sample.putAll(now());
            byStep.add(sample);
        }
    }

    List<Map<String, Object>> byStep() {
        return byStep;
    }

    /** Thinned evenly. */
    List<Map<String, Object>> bySecond() {
        List<Map<String, Object>> all = List.copyOf(bySecond);
        List<Map<String, Object>> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i += Math.max(1, all.size() / MOST)) {
            kept.add(all.get(i));
        }
        return kept;
    }

    @Override
    public void close() {
        sampling.cancel(false);
        clock.shutdownNow();
    }
}
