// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * What was counted, in Prometheus' text format 0.0.4. A writer of our own: three kinds of numbers need no library.
 *
 * <p>Labels are names of models and endpoints, never anything that a client chose, so that their number stays small.
 */
public final class Metrics {

    /** Upper ends in seconds, from a short text by an encoder to a long one by a language model. */
    private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

    private final Map<String, LongAdder> counters = new ConcurrentSkipListMap<>();
    private final Map<String, Times> times = new ConcurrentSkipListMap<>();
    private final List<Gauge> gauges = new CopyOnWriteArrayList<>();

    private record Gauge(String name, String labels, DoubleSupplier value) {}

    private record Times(AtomicLongArray buckets, LongAdder nanos) {
        static Times none() {
            return new Times(new AtomicLongArray(BUCKETS.length + 1), new LongAdder());
        }
    }

    /** A number that is read when somebody asks. */
    public void gauge(String name, String label, String value, DoubleSupplier number) {
        gauges.add(new Gauge(name, labels(label, value), number));
    }

    public void count(String name, String label, String value, long more) {
        counters.computeIfAbsent(name + labels(label, value), key -> new LongAdder())
                .add(more);
    }

    void request(String endpoint, int status, long nanos) {
        counters.computeIfAbsent(
                        "attune_requests_total" + labels("endpoint", endpoint, "status", String.valueOf(status)),
                        key -> new LongAdder())
                .increment();
        Times seconds = times.computeIfAbsent(endpoint, key -> Times.none());
        int bucket = 0;
        while (bucket < BUCKETS.length && nanos > BUCKETS[bucket] * 1e9) {
            bucket++;
        }
        seconds.buckets().incrementAndGet(bucket);
        seconds.nanos().add(nanos);
    }

    /** All of it, each kind under its name. */
    public String text() {
        List<String> lines = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, LongAdder> counter : counters.entrySet()) {
            String name = counter.getKey().substring(0, counter.getKey().indexOf('{'));
            if (!name.equals(last)) {
                lines.add("# TYPE " + name + " counter");
                last = name;
            }
            lines.add(counter.getKey() + " " + counter.getValue().sum());
        }
        for (Gauge gauge : gauges) {
            if (!gauge.name().equals(last)) {
                lines.add("# TYPE " + gauge.name() + " gauge");
                last = gauge.name();
            }
            lines.add(gauge.name() + gauge.labels() + " " + number(gauge.value().getAsDouble()));
        }
        if (!times.isEmpty()) {
            lines.add("# TYPE attune_request_seconds histogram");
            times.forEach((endpoint, seconds) -> histogram(endpoint, seconds, lines));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void histogram(String endpoint, Times seconds, List<String> lines) {
        long sum = 0;
        for (int i = 0; i <= BUCKETS.length; i++) {
            sum += seconds.buckets().get(i);
            String end = i < BUCKETS.length ? number(BUCKETS[i]) : "+Inf";
            lines.add("attune_request_seconds_bucket" + labels("endpoint", endpoint, "le", end) + " " + sum);
        }
        String labels = labels("endpoint", endpoint);
        lines.add("attune_request_seconds_sum" + labels + " " + seconds.nanos().sum() / 1e9);
        lines.add("attune_request_seconds_count" + labels + " " + sum);
    }

    private static String labels(String... namesAndValues) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1]
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n");
            labels.add(namesAndValues[i] + "=\"" + value + "\"");
        }
        return "{" + String.join(",", labels) + "}";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }
}
