// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.VoidTensorHook;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a step goes, by named part, while it is open on a thread; otherwise a part costs one look at a thread-local. There
 * is one clock: a part that begins turns it to its name and turns it back at its end, so that times are a part's own, without those of
 * parts inside of it, and add up to the whole.
 *
 * <p>Backwards, libtorch's engine works on the thread that asks (on a processor), through a graph's nodes in the reverse order of their
 * making. A mark at the result of each part is called when its gradient is there, and turns the clock to that part; what lies between
 * parts, such as residual sums, counts for the part that was reached before.
 */
public final class Profile implements AutoCloseable {

    /** What none of the named parts took. */
    public static final String REST = "rest";

    /** Where a backward begins. */
    public static final String LOSS = "loss";

    private static final ThreadLocal<@Nullable Profile> OPEN = new ThreadLocal<>();

    private final Map<String, Clock> clocks = new TreeMap<>();
    private final Map<String, Long> held = new TreeMap<>();
    private final Deque<Clock> marks = new ArrayDeque<>();
    private Clock clock = clock(REST);
    private boolean backwards;
    private boolean inOrder = true;
    private long objects;
    private long turned = System.nanoTime();

    private Profile() {}

    /**
     * What a part took.
     *
     * @param forward nanoseconds forwards, or of work that has no backward
     * @param backward nanoseconds backwards
     * @param calls how often it ran forwards
     * @param bytes of the tensors that it handed on
     */
    public record Part(long forward, long backward, long calls, long bytes) {
        public Part plus(Part other) {
            return new Part(
                    forward + other.forward, backward + other.backward, calls + other.calls, bytes + other.bytes);
        }

        public Part withBackward(long nanoseconds) {
            return new Part(forward, nanoseconds, calls, bytes);
        }
    }

    /**
     * What there was since the last one.
     *
     * @param parts by name, those that ran
     * @param objects native ones that were made: about one for each native call
     * @param inOrder whether each mark was reached, so that the parts' shares of the backward are right
     */
    public record Lap(Map<String, Part> parts, long objects, boolean inOrder) {}

    private static final class Clock {
        private long forward;
        private long backward;
        private long calls;
        private long bytes;
    }

    /** Called where the gradient of a marked tensor is there. One for all: JavaCPP has room for ten. */
    private static final class Mark extends VoidTensorHook {
        static final Mark INSTANCE = new Mark();

        static {
            INSTANCE.retainReference(); // beyond the scope that happens to be open
        }

        @Override
        public void call(TensorBase gradient) {
            Profile open = OPEN.get();
            if (open != null) {
                open.reached();
            }
        }
    }

    /** Begins to watch this thread. */
    public static Profile open() {
        Engine.start();
        Profile profile = new Profile();
        OPEN.set(profile);
        return profile;
    }

    @Override
    public void close() {
        OPEN.remove();
    }

    static @Nullable Profile current() {
        return OPEN.get();
    }

    /** Runs a part; a tensor as its result is marked for the backward. */
    public static <T> T part(String name, Supplier<T> work) {
        Profile open = OPEN.get();
        return open == null ? work.get() : open.run(name, work);
    }

    /** The same for work that gives nothing. */
    public static void part(String name, Runnable work) {
        part(name, () -> {
            work.run();
            return "";
        });
    }

    /** Runs libtorch's engine, from a loss or with a gradient that came from one. */
    static void backward(Runnable engine) {
        Profile open = OPEN.get();
        if (open == null) {
            engine.run();
            return;
        }
        Clock outer = open.clock;
        boolean direction = open.backwards;
        open.turn(open.clock(LOSS), true);
        try {
            engine.run();
        } finally {
            open.turn(outer, direction);
        }
    }

    /** What there was since the last lap on the profile that is open on this thread, if one is. */
    public static @Nullable Lap lap() {
        Profile open = OPEN.get();
        return open == null ? null : open.taken();
    }

    /** Notes memory that is held for as long as the run learns: bytes beside those of the same name. */
    public static void hold(String name, long bytes) {
        Profile open = OPEN.get();
        if (open != null) {
            open.held.merge(name, bytes, Long::sum);
        }
    }

    /** Bytes that are held, by name. */
    public Map<String, Long> held() {
        return Map.copyOf(held);
    }

    void made(int count) {
        objects += count;
    }

    private <T> T run(String name, Supplier<T> work) {
        Clock outer = clock;
        boolean direction = backwards;
        Clock own = clock(name);
        own.calls++;
        turn(own, false);
        try {
            T result = work.get();
            if (result instanceof Tensor tensor) {
                own.bytes += tensor.nbytes();
                if (tensor.requires_grad()) {
                    tensor.register_hook(Mark.INSTANCE);
                    marks.push(own);
                }
            }
            return result;
        } finally {
            turn(outer, direction);
        }
    }

    private void reached() {
        Clock next = marks.poll();
        inOrder &= next != null;
        if (next != null) {
            turn(next, true);
        }
    }

    private Clock clock(String name) {
        return clocks.computeIfAbsent(name, key -> new Clock());
    }

    private void turn(Clock to, boolean direction) {
        long now = System.nanoTime();
        if (backwards) {
            clock.backward += now - turned;
        } else {
            clock.forward += now - turned;
        }
        clock = to;
        backwards = direction;
        turned = now;
    }

    private Lap taken() {
        turn(clock, backwards);
        Map<String, Part> parts = new TreeMap<>();
        clocks.forEach((name, one) -> parts.put(name, new Part(one.forward, one.backward, one.calls, one.bytes)));
        Lap lap = new Lap(parts, objects, inOrder && marks.isEmpty());
        clocks.clear();
        marks.clear();
        clock = clock(REST);
        inOrder = true;
        objects = 0;
        return lap;
    }
}
