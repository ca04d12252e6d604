// SPDX-License-Identifier: Apache-2.0
package org.attune.app.search;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.attune.app.sqlite.Database;
import org.attune.problem.InputException;
import org.attune.run.Identity;
import org.attune.search.Point;
import org.attune.search.Space;
import org.attune.search.Study;
import org.attune.search.Trial;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A study in a file of SQLite; each trial is put in one transaction. */
public final class StudyFile implements Study, AutoCloseable {

    private static final Database.Refusal REFUSAL = new Database.Refusal(
            "search.study", "a study is a file of SQLite", "choose another output of the search, or another file");

    private final Path file;
    private final Database database;
    private final Space space;

    private StudyFile(Path file, Database database, Space space) {
        this.file = file;
        this.database = database;
        this.space = space;
    }

    /** @throws InputException where the file is no study */
    public static StudyFile open(Path file, Space space) {
        return new StudyFile(file, Database.open(file, "org/attune/app/search", REFUSAL), space);
    }

    /** What the study is of; empty for a new one. */
    public Optional<Identity> identity() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select identity from study")
                        .mapTo(String.class)
                        .findOne())
                .flatMap(Identity::read);
    }

    /** Makes a new study this search's. */
    public void claim(Identity identity) {
        check(identity);
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into study (only_one, identity) values (1, ?) on conflict do nothing",
                        identity.text()));
    }

    /** @throws InputException where the study is of another search, naming the first keys that differ */
    public void check(Identity identity) {
        List<String> differences =
                identity().map(was -> was.differencesTo(identity)).orElse(List.of());
        if (!differences.isEmpty()) {
            throw new InputException(
                    "search.other",
                    file.toString(),
                    "it holds another study; " + String.join("; ", differences),
                    "a study goes on only with the same recipe, data, model and space",
                    "choose another search.output, or use --fresh, which keeps the old folder beside");
        }
    }

    /** In points of this space; trials whose values are none of it are left out. */
    @Override
    public List<Trial> trials() {
        return database.jdbi().withHandle(handle -> {
            Map<Integer, Map<String, String>> values = new LinkedHashMap<>();
            handle.createQuery("select * from parameter order by trial")
                    .map((row, context) ->
                            new Value(row.getInt("trial"), row.getString("path"), row.getString("value")))
                    .forEach(one -> values.computeIfAbsent(one.trial(), trial -> new LinkedHashMap<>())
                            .put(one.path(), one.value()));
            Map<Integer, List<Trial.Measured>> curves = new LinkedHashMap<>();
            handle.createQuery("select * from evaluation order by trial, position")
                    .map((row, context) -> new Evaluation(
                            row.getInt("trial"),
                            new Trial.Measured(row.getLong("step"), number(row.getObject("value")))))
                    .forEach(one -> curves.computeIfAbsent(one.trial(), trial -> new ArrayList<>())
                            .add(one.measured()));
            return handle
                    .createQuery("select * from trial order by number")
                    .map((row, context) -> space.point(values.getOrDefault(row.getInt("number"), Map.of()))
                            .map(known(row, curves)))
                    .list()
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();
        });
    }

    private static Function<Point, Trial> known(ResultSet row, Map<Integer, List<Trial.Measured>> curves)
            throws SQLException {
        int number = row.getInt("number");
        Trial.State state = Trial.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        double value = number(row.getObject("value"));
        double seconds = row.getDouble("seconds");
        String message = row.getString("message");
        return point ->
                new Trial(number, point, state, curves.getOrDefault(number, List.of()), value, seconds, message);
    }

    /** A row of the table of parameters. */
    private record Value(int trial, String path, String value) {}

    /** A row of the table of evaluations. */
    private record Evaluation(int trial, Trial.Measured measured) {}

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    public void put(Trial trial) {
        database.jdbi().useTransaction(handle -> {
            handle.execute(
                    "insert into trial (number, state, value, seconds, message) values (?, ?, ?, ?, ?) on conflict (number)"
                            + " do update set state = excluded.state, value = excluded.value, seconds = excluded.seconds,"
                            + " message = excluded.message",
                    trial.number(),
                    trial.state().word(),
                    known(trial.value()),
                    trial.seconds(),
                    trial.message());
            handle.execute("delete from parameter where trial = ?", trial.number());
            space.texts(trial.point())
                    .forEach((path, value) -> handle.execute(
                            "insert into parameter (trial, path, value) values (?, ?, ?)",
                            trial.number(),
                            path,
                            value));
            handle.execute("delete from evaluation where trial = ?", trial.number());
            curve(handle, trial);
        });
    }

    private static void curve(Handle handle, Trial trial) {
        for (int i = 0; i < trial.curve().size(); i++) {
            Trial.Measured measured = trial.curve().get(i);
            handle.execute(
                    "insert into evaluation (trial, position, step, value) values (?, ?, ?, ?)",
                    trial.number(),
                    i,
                    measured.step(),
                    known(measured.value()));
        }
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    @Override
    public void close() {
        database.close();
    }
}
