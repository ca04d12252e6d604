// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.attune.app.serve.http.Scope;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a server. Of a key only its SHA-256 is kept. A slow, salted hash is for passwords, which can be guessed; nobody guesses 256
 * random bits, and each request asks.
 */
public final class Keys {

    private static final String PREFIX = "sk-attune-";
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final RowMapper<Key> KEYS = (row, context) -> new Key(
            row.getString("id"),
            scopes(row.getString("scopes")),
            row.getString("note"),
            row.getString("created"),
            row.getString("revoked"));

    private final Jdbi jdbi;

    Keys(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A key without its secret.
     *
     * @param revoked when it ended; null while it holds
     */
    public record Key(
            String id,
            Set<Scope> scopes,
            String note,
            String created,
            @Nullable String revoked) {}

    /** A new key, and what its holder shows; that is told this once. */
    public record Made(Key key, String secret) {}

    public Made create(Set<Scope> scopes, String note) {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        byte[] name = new byte[4];
        RANDOM.nextBytes(name);
        Key key = new Key("key-" + HexFormat.of().formatHex(name), new TreeSet<>(scopes), note, now(), null);
        jdbi.useHandle(handle -> handle.execute(
                "insert into access_key (id, hash, scopes, note, created) values (?, ?, ?, ?, ?)",
                key.id(),
                hash(secret),
                words(scopes),
                note,
                key.created()));
        return new Made(key, secret);
    }

    /** The key with this secret, if there is one that holds. */
    public Optional<Key> find(String secret) {
        return jdbi.withHandle(
                handle -> handle.select("select * from access_key where hash = ? and revoked is null", hash(secret))
                        .map(KEYS)
                        .findFirst());
    }

    /** All that were ever made, the oldest first. */
    public List<Key> list() {
        return jdbi.withHandle(handle -> handle.select("select * from access_key order by created, id")
                .map(KEYS)
                .list());
    }

    /** From the next request on it does not hold any more. False where no key that holds has this id. */
    public boolean revoke(String id) {
        return jdbi.withHandle(handle ->
                        handle.execute("update access_key set revoked = ? where id = ? and revoked is null", now(), id))
                > 0;
    }

    /** Scopes as people read them. */
    public static String words(Set<Scope> scopes) {
        return new TreeSet<>(scopes).stream().map(Scope::word).collect(Collectors.joining(" "));
    }

    private static Set<Scope> scopes(String words) {
        return Arrays.stream(words.split(" "))
                .map(word -> Scope.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String hash(String secret) {
        try {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
