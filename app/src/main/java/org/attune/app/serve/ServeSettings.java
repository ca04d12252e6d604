// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.attune.app.serve.http.HttpSettings;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What is served, to whom, and how much of it at a time.
 *
 * @param queue requests that wait for a model; more are told to come again
 * @param mostBytes of a request
 */
public record ServeSettings(
        List<NamedModel> models, HttpSettings http, int queue, int mostBytes, Access access, Tuning tuning) {

    /**
     * @param store a file of SQLite
     * @param open whether everybody who reaches the port may ask, without a key
     */
    public record Access(Path store, boolean open) {}

    /**
     * Fine-tuning by request.
     *
     * @param folder for files and runs
     * @param jobs that run at the same time; others wait
     * @param command that runs a recipe in a process of its own, whose path is put behind it
     * @param mostBytes of a file
     */
    public record Tuning(Path folder, int jobs, List<String> command, long mostBytes) {

        /** OpenAI's own. */
        private static final long USUAL_MOST_BYTES = 512L << 20;

        public Tuning {
            command = List.copyOf(command);
        }

        /** @param folder null: beside the store, with its name */
        public static Tuning of(@Nullable Path folder, Path store, int jobs, List<String> command) {
            String name = String.valueOf(store.getFileName()).replaceFirst("\\.db$", "");
            Path usual = store.resolveSibling(name + "-data");
            return new Tuning(folder == null ? usual : folder, jobs, command, USUAL_MOST_BYTES);
        }
    }

    private static final int USUAL_MOST_BYTES = 4 << 20;

    /** So many more than wait for models: the others ask for health, or are refused. */
    private static final int OTHER_THREADS = 16;

    public ServeSettings {
        models = List.copyOf(models);
    }

    /**
     * The usual ones.
     *
     * @param arguments models as {@link NamedModel#of} reads them
     */
    public static ServeSettings of(
            List<String> arguments, String host, int port, int queue, Access access, Tuning tuning) {
        if (port < 0 || port > 65535 || queue < 1 || queue > 10_000 || tuning.jobs() < 1 || tuning.jobs() > 64) {
            throw new InputException(
                    "cli.usage",
                    "attune serve",
                    "--port " + port + " --queue " + queue + " --jobs " + tuning.jobs(),
                    "ports are 0 to 65535, 1 to 10000 requests may wait, and 1 to 64 jobs run at once",
                    "see: attune serve --help");
        }
        List<NamedModel> models = NamedModel.of(arguments);
        int threads = OTHER_THREADS + (models.size() + TunedModels.MOST_LOADED) * (queue + 1);
        HttpSettings http = new HttpSettings(host, port, threads, HttpSettings.USUAL_IDLE, HttpSettings.USUAL_DRAIN);
        return new ServeSettings(models, http, queue, USUAL_MOST_BYTES, access, tuning);
    }

    public ServeSettings withMostBytes(int bytes) {
        return new ServeSettings(models, http, queue, bytes, access, tuning);
    }

    /** What is wrong with them before anything is opened. */
    void check(Problems problems) {
        if (models.isEmpty()) {
            problems.add(
                    "serve.no-model",
                    "attune serve",
                    "no model",
                    "a server has models to ask",
                    "name some: attune serve runs/intents");
        }
        if (access.open() && !isLoopback(problems)) {
            problems.add(
                    "serve.open",
                    "--no-auth",
                    "the host " + Problem.quote(http.host()) + ", which other machines reach",
                    "without keys only this machine may ask",
                    "leave --no-auth out, or use --host 127.0.0.1");
        }
    }

    private boolean isLoopback(Problems problems) {
        try {
            return InetAddress.getByName(http.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            problems.add(
                    "serve.address",
                    "--host",
                    Problem.quote(http.host()) + " is no address",
                    "the host is an address of this machine",
                    "use --host 127.0.0.1, or --host 0.0.0.0 for all addresses");
            return true; // said already
        }
    }
}
