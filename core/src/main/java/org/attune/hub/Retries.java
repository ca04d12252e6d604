// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.attune.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats what may pass, with pauses that double. An attempt that brought something new starts the count again. */
final class Retries {

    /** One try. */
    @FunctionalInterface
    interface Attempt<T> {
        T once() throws RequestFailure;
    }

    /** Less than this is no progress: a drip must not keep a broken transfer alive for ever. */
    private static final long PROGRESS_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    private final Transport transport;

    Retries(Transport transport) {
        this.transport = transport;
    }

    <T> T run(Attempt<T> attempt) throws RequestFailure {
        return run(() -> 0, attempt);
    }

    /** @param progress bytes that are safe so far */
    <T> T run(LongSupplier progress, Attempt<T> attempt) throws RequestFailure {
        long before = progress.getAsLong();
        for (int tries = 1; ; tries++) {
            try {
                return attempt.once();
            } catch (RequestFailure failure) {
                long now = progress.getAsLong();
                if (now - before >= PROGRESS_BYTES) {
                    before = now;
                    tries = 1;
                }
                if (!failure.passing()
                        || tries >= transport.attempts()
                        || failure.pause().compareTo(Transport.LONGEST_PAUSE) > 0) {
                    throw failure;
                }
                LOG.warn(
                        "attempt {} of {}: {}",
                        tries,
                        transport.attempts(),
                        failure.problem().found());
                pause(failure, tries);
            }
        }
    }

    private void pause(RequestFailure failure, int tries) throws RequestFailure {
        Duration own = transport.firstPause().multipliedBy(1L << Math.min(tries - 1, 5));
        Duration pause = own.compareTo(failure.pause()) > 0 ? own : failure.pause();
        try {
            new CompletableFuture<Boolean>()
                    .completeOnTimeout(true, pause.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(failure.problem().where(), e);
        } catch (ExecutionException e) {
            throw new AssertionError("a timer does not fail", e);
        }
    }

    static RequestFailure interrupted(String where, InterruptedException cause) {
        return new RequestFailure(
                RequestFailure.Kind.BROKEN,
                new Problem(
                        "hub.interrupted",
                        where,
                        "the download was interrupted",
                        "a download runs to its end",
                        "start again: it goes on where it stopped"),
                cause);
    }
}
