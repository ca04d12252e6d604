// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attune.app.serve.NamedModel;
import org.attune.app.serve.ServeSettings;
import org.attune.app.serve.Serving;
import org.attune.app.terminal.JsonText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Models behind a port. */
@Command(
        name = "serve",
        description = {
            "Answers requests over HTTP: predictions of tuned models, and OpenAI's API for language models and for fine-tuning them.",
            "Tuned models: POST /v1/predict {\"model\": NAME, \"input\": …} says what attune predict says, and POST /v1/feedback keeps"
                    + " what would have been right. Language models: POST /v1/chat/completions and /v1/completions. Fine-tuning:"
                    + " /v1/files and /v1/fine_tuning/jobs. GET /v1/models, /health, /ready and /metrics tell how it is.",
            "Who asks shows a key (attune serve keys create), but for --no-auth.",
            "Ends by Ctrl-C or SIGTERM with exit code 0, once all that was asked is answered."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune serve runs/intents --no-auth",
            "  attune serve intents=runs/intents stars=runs/reviews --port 9000 --no-auth",
            "  curl http://127.0.0.1:8080/v1/predict -H 'Content-Type: application/json' \\",
            "    -d '{\"model\": \"intents\", \"input\": \"my card has not arrived\"}'"
        })
final class ServeCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common;

    @Parameters(
            arity = "0..*",
            paramLabel = "[NAME=]MODEL",
            description = "Run directories or model directories, with the names that requests call them by.")
    private List<String> models = List.of();

    @Option(names = "--port", paramLabel = "PORT", description = "8080 unless given; 0 takes any that is free.")
    private int port = 8080;

    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen to; 127.0.0.1 unless given.")
    private String host = "127.0.0.1";

    @Option(
            names = "--queue",
            paramLabel = "N",
            description = "Requests that may wait for a model, 64 unless given; others get the status 429.")
    private int queue = 64;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where uploaded files and the runs of fine-tuning jobs lie; beside the store unless given.")
    private @Nullable Path data;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Fine-tuning jobs that run at the same time, 1 unless given; others wait.")
    private int jobs = 1;

    @Option(
            names = "--no-auth",
            description =
                    "Everybody on this machine may ask, without a key; only where --host is of this machine alone.")
    private boolean open;

    ServeCommand(Session session) {
        this.session = session;
        this.common = new Common();
    }

    @Override
    public Integer call() {
        common.apply(session);
        if (!common.quiet) {
            session.log().verbose(session.console());
        }
        Platform.check();
        ServeSettings settings = ServeSettings.of(
                models,
                host,
                port,
                queue,
                new ServeSettings.Access(store.file, open),
                ServeSettings.Tuning.of(data, store.file, jobs, CellProcess.training()));
        try (ServeStop stop = ServeStop.listen(session.console());
                Serving serving = Serving.start(settings)) {
            tell(settings.models().stream().map(NamedModel::name).toList(), serving.port());
            stop.await();
        }
        return ExitCode.DONE;
    }

    /** Once it can be asked. No type of the server here: picocli looks at the methods of every command. */
    private void tell(List<String> names, int listening) {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        String url = "http://" + shown + ":" + listening;
        if (common.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("url", url);
            document.put("models", names);
            session.console().out().print(JsonText.pretty(document));
        } else {
            session.console().print("serving " + String.join(", ", names) + " at " + url);
        }
        session.console().flush();
    }
}
