// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Receives one body into a sink: never more than the sink allows, and it can be told to stop. */
final class LimitedBody implements HttpResponse.BodySubscriber<Long> {

    /** The sender sent more than it had announced. */
    static final class TooLong extends IOException {
        TooLong(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /** The bytes came and could not be kept. */
    static final class NotKept extends IOException {
        NotKept(IOException cause) {
            super(cause);
        }
    }

    private final Sink sink;
    private final CompletableFuture<Long> whole = new CompletableFuture<>();
    private volatile long received;
    private Flow.@Nullable Subscription subscription;

    LimitedBody(Sink sink) {
        this.sink = sink;
    }

    /** Bytes so far; read by the thread that waits, to tell slow from stalled. */
    long received() {
        return received;
    }

    /** After this not one more byte reaches the sink. */
    void abandon() {
        end(new IOException("abandoned"));
    }

    @Override
    public CompletionStage<Long> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        try {
            sink.open();
            given.request(Long.MAX_VALUE);
        } catch (IOException e) {
            given.cancel();
            end(new NotKept(e));
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (whole.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                long now = received + buffer.remaining();
                if (now > sink.limit()) {
                    tooLong();
                    return;
                }
                sink.write(buffer);
                received = now;
            }
        } catch (IOException e) {
            stop(new NotKept(e));
        } catch (RuntimeException e) {
            stop(e); // a listener of the progress threw: the caller gets exactly that
        }
    }

    @Override
    public void onError(Throwable cause) {
        end(cause);
    }

    @Override
    public void onComplete() {
        try {
            sink.close();
            whole.complete(received);
        } catch (IOException e) {
            whole.completeExceptionally(new NotKept(e));
        }
    }

    /** A refusal's text is not read to its end, and its length is no fault. */
    private void tooLong() {
        if (sink == Sink.NOTHING) {
            cancel();
            whole.complete(received);
        } else {
            stop(new TooLong(sink.limit()));
        }
    }

    private void stop(Throwable cause) {
        cancel();
        end(cause);
    }

    private void cancel() {
        Flow.Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
    }

    private void end(Throwable cause) {
        try {
            sink.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        whole.completeExceptionally(cause);
    }
}
