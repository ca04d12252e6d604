// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.attune.app.serve.http.Scope;
import org.attune.app.serve.store.Keys;
import org.attune.app.serve.store.Store;
import org.attune.app.terminal.JsonText;
import org.attune.app.terminal.TextTable;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may use a server. No type of the server in fields and signatures: picocli looks at these with every command. */
@Command(
        name = "keys",
        description = "Makes, lists and revokes the keys that a server asks for. It need not be stopped for that.",
        synopsisSubcommandLabel = "(create | list | revoke)",
        footerHeading = "%nExample:%n",
        footer = {
            "  attune serve keys create --scope infer --note \"the shop\"",
            "  attune serve keys list",
            "  attune serve keys revoke key-1a2b3c4d"
        })
final class ServeKeysCommand {

    static final String USUAL_STORE = "attune-serve.db";
    private static final String STORE = "The server's store; " + USUAL_STORE + " unless given.";

    @Mixin
    Common common = new Common();

    /** A new key. */
    @Command(
            name = "create",
            description = {
                "Makes a key and prints it, this once: the store keeps only what recognises it.",
                "Scopes: infer asks models and gives feedback, tune reads feedback, admin does everything."
            },
            footerHeading = "%nExample:%n",
            footer = "  attune serve keys create --scope infer,tune")
    static final class Create implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Option(
                names = "--scope",
                required = true,
                split = ",",
                paramLabel = "SCOPE",
                description = "infer, tune, admin.")
        private List<String> scopes = List.of();

        @Option(names = "--note", paramLabel = "TEXT", description = "Whose it is, for the list.")
        private String note = "";

        @Option(names = "--store", paramLabel = "FILE", description = STORE)
        private Path store = Path.of(USUAL_STORE);

        Create(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            Set<Scope> granted = new TreeSet<>();
            for (String word : scopes) {
                if (!List.of("infer", "tune", "admin").contains(word)) {
                    throw new InputException(
                            "serve.scope",
                            "--scope",
                            Problem.quote(word),
                            "scopes are infer, tune and admin",
                            "name some of them: --scope infer,tune");
                }
                granted.add(Scope.valueOf(word.toUpperCase(Locale.ROOT)));
            }
            try (Store opened = Store.open(store)) {
                Keys.Made made = opened.keys().create(granted, note);
                if (common.json) {
                    Map<String, Object> document = new LinkedHashMap<>();
                    document.put("id", made.key().id());
                    document.put("key", made.secret());
                    document.put("scopes", Keys.words(granted).split(" "));
                    session.console().out().print(JsonText.pretty(document));
                } else {
                    session.console().print(made.secret());
                    session.console()
                            .say(made.key().id() + " may " + Keys.words(granted) + "; the key is not shown again");
                }
            }
            return ExitCode.DONE;
        }
    }

    /** All keys. */
    @Command(
            name = "list",
            description = "Lists the keys that were made, without what they are.",
            footerHeading = "%nExample:%n",
            footer = "  attune serve keys list --json")
    static final class ListKeys implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Option(names = "--store", paramLabel = "FILE", description = STORE)
        private Path store = Path.of(USUAL_STORE);

        ListKeys(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            TextTable table = new TextTable("lllll", "id", "scopes", "created", "revoked", "note");
            List<Map<String, Object>> documents = new ArrayList<>();
            try (Store opened = Store.open(existing(store))) {
                for (Keys.Key key :
                        opened.keys().list()) { // a lambda would be a method that names a type of the server
                    String revoked = key.revoked() == null ? "" : key.revoked();
                    table.row(key.id(), Keys.words(key.scopes()), key.created(), revoked, key.note());
                    documents.add(Map.of(
                            "id", key.id(),
                            "scopes", Keys.words(key.scopes()).split(" "),
                            "created", key.created(),
                            "revoked", revoked,
                            "note", key.note()));
                }
            }
            if (common.json) {
                session.console().out().print(JsonText.pretty(documents));
            } else if (table.isEmpty()) {
                session.console().say("no keys in " + store);
            } else {
                table.lines().forEach(session.console()::print);
            }
            return ExitCode.DONE;
        }
    }

    /** The end of a key. */
    @Command(
            name = "revoke",
            description = "Ends a key; the next request with it is refused.",
            footerHeading = "%nExample:%n",
            footer = "  attune serve keys revoke key-1a2b3c4d")
    static final class Revoke implements Callable<Integer> {

        private final Session session;

        @Mixin
        Common common = new Common();

        @Parameters(paramLabel = "ID", description = "As the list shows it.")
        private String id = "";

        @Option(names = "--store", paramLabel = "FILE", description = STORE)
        private Path store = Path.of(USUAL_STORE);

        Revoke(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            try (Store opened = Store.open(existing(store))) {
                if (!opened.keys().revoke(id)) {
                    throw new InputException(
                            "serve.no-key",
                            id,
                            "no key of this id holds in " + store,
                            "a key is revoked once, by its id",
                            "see: attune serve keys list --store " + store);
                }
            }
            session.console().say(id + " is revoked");
            return ExitCode.DONE;
        }
    }

    /** Only creating makes a store: elsewhere a name that is not there is a mistake. */
    private static Path existing(Path store) {
        if (!Files.exists(store)) {
            throw new InputException(
                    "serve.store",
                    store.toString(),
                    "there is no such file",
                    "keys are kept in a store",
                    "name it by --store FILE, or make a first key: attune serve keys create --scope infer");
        }
        return store;
    }
}
