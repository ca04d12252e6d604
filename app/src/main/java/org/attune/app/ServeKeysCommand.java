// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

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

        @Mixin
        StoreOption store = new StoreOption();

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
            try (Store opened = Store.open(store.file)) {
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

        @Mixin
        StoreOption store = new StoreOption();

        ListKeys(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            TextTable table = new TextTable("lllll", "id", "scopes", "created", "revoked", "note");
            List<Map<String, Object>> documents = new ArrayList<>();
            try (Store opened = Store.open(store.existing())) {
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
                session.console().say("no keys in " + store.file);
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

        @Mixin
        StoreOption store = new StoreOption();

        Revoke(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            common.apply(session);
            try (Store opened = Store.open(store.existing())) {
                if (!opened.keys().revoke(id)) {
                    throw new InputException(
                            "serve.no-key",
                            id,
                            "no key of this id holds in " + store.file,
                            "a key is revoked once, by its id",
                            "see: attune serve keys list --store " + store.file);
                }
            }
            session.console().say(id + " is revoked");
            return ExitCode.DONE;
        }
    }
}
