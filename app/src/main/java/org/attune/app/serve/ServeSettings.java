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

/**
 * What is served, to whom, and how much of it at a time.
 *
 * @param queue requests that wait for a model; more are told to come again
 * @param mostBytes of a request
 */
public record ServeSettings(List<NamedModel> models, HttpSettings http, int queue, int mostBytes, Access access) {

    /**
     * @param store a file of SQLite
     * @param open whether everybody who reaches the port may ask, without a key
     */
    public record Access(Path store, boolean open) {}

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
    public static ServeSettings of(List<String> arguments, String host, int port, int queue, Access access) {
        if (port < 0 || port > 65535 || queue < 1 || queue > 10_000) {
            throw new InputException(
                    "cli.usage",
                    "attune serve",
                    "--port " + port + " --queue " + queue,
                    "ports are 0 to 65535, and 1 to 10000 requests may wait",
                    "see: attune serve --help");
        }
        List<NamedModel> models = NamedModel.of(arguments);
        int threads = OTHER_THREADS + models.size() * (queue + 1);
        HttpSettings http = new HttpSettings(host, port, threads, HttpSettings.USUAL_IDLE, HttpSettings.USUAL_DRAIN);
        return new ServeSettings(models, http, queue, USUAL_MOST_BYTES, access);
    }

    public ServeSettings withMostBytes(int bytes) {
        return new ServeSettings(models, http, queue, bytes, access);
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
