// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.writing;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.attune.LanguageModel;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.work.Worker;
import org.attune.generate.Generated;
import org.attune.generate.Listener;
import org.attune.generate.Prompt;
import org.attune.generate.Sampling;

/** A language model and the thread that owns it: one request is written at a time, its texts together. */
public final class Writer implements AutoCloseable {

    /** What is to be written, and who hears of it. */
    record Order(List<Prompt> prompts, Sampling sampling, Listener listener) {}

    private final AtomicReference<LanguageModel> language = new AtomicReference<>();
    private final Worker<Order, List<Generated>> worker;

    private Writer(String name, String place, int most) {
        this.worker = Worker.of(name, most, () -> open(place));
    }

    /**
     * @param place a run directory or a model directory
     * @param most requests that wait; more are refused
     */
    public static Writer of(String name, String place, int most) {
        return new Writer(name, place, most);
    }

    private Writing open(String place) {
        LanguageModel opened = LanguageModel.open(place);
        language.set(opened);
        return new Writing(opened);
    }

    private record Writing(LanguageModel language) implements Worker.Model<Order, List<Generated>> {

        @Override
        public void answer(List<Worker.Asked<Order, List<Generated>>> together) {
            for (Worker.Asked<Order, List<Generated>> asked : together) {
                Order order = asked.question();
                asked.by(() -> language.generate(order.prompts(), order.sampling(), order.listener()));
            }
        }

        @Override
        public void close() {
            language.close();
        }
    }

    /** To make prompts by, on any thread. */
    LanguageModel language() {
        LanguageModel opened = language.get();
        if (opened == null) {
            throw RequestProblem.unavailable("model_not_ready", "the model is being loaded");
        }
        return opened;
    }

    public Worker<Order, List<Generated>> worker() {
        return worker;
    }

    @Override
    public void close() {
        worker.close();
    }
}
