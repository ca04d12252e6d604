// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.attune.config.RunConfig;
import org.attune.problem.InputException;
import org.attune.run.AtomicFile;
import org.attune.run.RunEvents;
import org.attune.run.RunState;
import org.attune.run.StepEvent;
import org.attune.tensor.Memory;
import org.attune.tensor.Placement;
import org.attune.tensor.Profile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Listens to a run and says where the time and memory of its steps went, by named part: {@code profile.json} in the run directory. The
 * first steps are left out, in which memory is new and code is not compiled yet: ten, or half of them where there are fewer than twenty.
 */
public final class StepProfile implements RunEvents, AutoCloseable {

    private static final int WARM_UP = 10;
    private static final double NANOS = 1e9;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;
    private final List<Profile.Lap> laps = new ArrayList<>();
    private @Nullable Profile profile;
    private @Nullable Summary summary;

    private StepProfile(Path file) {
        this.file = file;
    }

    /**
     * Of a run by this recipe.
     *
     * @throws InputException where it uses a GPU: a call only queues work there, and its time says nothing
     */
    public static StepProfile of(RunConfig config) {
        if (Placement.choose(config.device(), "auto").kind() != Placement.Kind.CPU) {
            throw new InputException(
                    "profile.device",
                    "--profile",
                    "device: " + config.device() + " is a GPU here, where calls only queue work",
                    "a profile is of a run on the processor",
                    "add device=cpu, or leave --profile out");
        }
        return new StepProfile(config.output().resolve("profile.json"));
    }

    /**
     * What a part took in a step, on average.
     *
     * @param forward seconds forwards, or of work that has no backward
     * @param backward seconds backwards; all of a backward stands under {@code loss} where the parts' shares of it are not known
     * @param calls how often it ran forwards
     * @param bytes of the tensors that it handed on
     */
    public record Part(String name, double forward, double backward, double calls, double bytes) {
        public double seconds() {
            return forward + backward;
        }
    }

    /**
     * What steps took on average.
     *
     * @param steps that were looked at
     * @param seconds of a step
     * @param parts the slowest first; their seconds add up to those of a step
     * @param objects native ones made in a step: about one for each native call
     * @param memory bytes by what they are for, then those of the Java heap and of the whole process
     */
    public record Summary(int steps, double seconds, List<Part> parts, double objects, Map<String, Long> memory) {}

    /** What there was to see; empty where the run took no step. */
    public Optional<Summary> summary() {
        return Optional.ofNullable(summary);
    }

    @Override
    public void phase(Phase phase, String detail) {
        if (profile == null) {
            profile = Profile.open(); // on the thread of the run
        }
    }

    @Override
    public void step(StepEvent step) {
        Profile.Lap lap = Profile.lap();
        if (lap != null) {
            laps.add(lap);
        }
    }

    @Override
    public void done(RunState state, String message) {
        if (!laps.isEmpty() && profile != null) {
            summary = summarised(laps.subList(Math.min(WARM_UP, laps.size() / 2), laps.size()), profile.held());
            AtomicFile.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json(summary)) + "\n");
        }
        close();
    }

    @Override
    public void close() {
        if (profile != null) {
            profile.close();
        }
    }

    private static Summary summarised(List<Profile.Lap> laps, Map<String, Long> held) {
        Map<String, Profile.Part> sums = new TreeMap<>();
        for (Profile.Lap lap : laps) {
            lap.parts().forEach((name, part) -> sums.merge(name, part, Profile.Part::plus));
        }
        if (!laps.stream().allMatch(Profile.Lap::inOrder)) {
            long all = sums.values().stream().mapToLong(Profile.Part::backward).sum();
            sums.replaceAll((name, part) -> part.withBackward(name.equals(Profile.LOSS) ? all : 0));
        }
        List<Part> slowest = new ArrayList<>();
        sums.forEach((name, sum) -> slowest.add(average(name, sum, laps.size())));
        slowest.sort(Comparator.comparingDouble(Part::seconds).reversed().thenComparing(Part::name));
        double seconds = slowest.stream().mapToDouble(Part::seconds).sum();
        double objects = laps.stream().mapToLong(Profile.Lap::objects).average().orElse(0);
        return new Summary(laps.size(), seconds, List.copyOf(slowest), objects, memory(held));
    }

    private static Part average(String name, Profile.Part sum, double steps) {
        return new Part(
                name,
                sum.forward() / NANOS / steps,
                sum.backward() / NANOS / steps,
                sum.calls() / steps,
                sum.bytes() / steps);
    }

    private static Map<String, Long> memory(Map<String, Long> held) {
        Map<String, Long> memory = new LinkedHashMap<>(new TreeMap<>(held));
        memory.put("java heap", Runtime.getRuntime().totalMemory());
        memory.put("process, now", Memory.residentBytes());
        memory.put("process, at most", Memory.peakBytes());
        return memory;
    }

    private static Map<String, Object> json(Summary summary) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("steps", summary.steps());
        json.put("seconds", summary.seconds());
        json.put("native_objects", summary.objects());
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Part part : summary.parts()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("name", part.name());
            line.put("forward_seconds", part.forward());
            line.put("backward_seconds", part.backward());
            line.put("calls", part.calls());
            line.put("bytes", part.bytes());
            parts.add(line);
        }
        json.put("parts", parts);
        json.put("memory_bytes", summary.memory());
        return json;
    }
}
