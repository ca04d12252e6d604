// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.writing;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.RequestProblem;
import org.attune.generate.Generated;
import org.attune.generate.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends texts word by word, as server-sent events. The model's thread only puts words into a queue, so that a slow client holds up
 * nobody else; once a word cannot be sent, nothing more is written.
 */
final class CompletionStream {

    private static final Logger LOG = LoggerFactory.getLogger(CompletionStream.class);

    /** After the last word: of no text. */
    private static final Piece END = new Piece(-1, "");

    private final CompletionForm form;
    private final CompletionHead head;
    private final CompletionRequest request;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final AtomicBoolean gone = new AtomicBoolean();

    private record Piece(int index, String text) {}

    CompletionStream(CompletionForm form, CompletionHead head, CompletionRequest request) {
        this.form = form;
        this.head = head;
        this.request = request;
    }

    /** What was written; nothing where the client went away. */
    List<Generated> write(Writer writer, Context call) {
        CompletableFuture<List<Generated>> texts =
                writer.worker().begin(new Writer.Order(request.prompts(), request.sampling(), listener()));
        CompletableFuture<Boolean> ended = texts.handle((all, failed) -> pieces.add(END));
        call.contentType("text/event-stream").header("Cache-Control", "no-cache");
        try {
            OutputStream out = call.outputStream();
            words(out);
            List<Generated> all = texts.join();
            end(out, all);
            return all;
        } catch (CompletionException failed) {
            LOG.error("a stream broke off", failed);
            breakOff(call);
        } catch (IOException left) {
            LOG.info("a client left before its text was written");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            gone.set(!ended.isDone());
        }
        return List.of();
    }

    private Listener listener() {
        return new Listener() {
            @Override
            public void token(long row, int token, String text) {
                pieces.add(new Piece((int) row, text));
            }

            @Override
            public boolean cancelled() {
                return gone.get();
            }
        };
    }

    private void words(OutputStream out) throws IOException, InterruptedException {
        Set<Integer> begun = new HashSet<>();
        for (Piece piece = pieces.take(); piece.index() >= 0; piece = pieces.take()) {
            if (!piece.text().isEmpty()) {
                boolean first = begun.add(piece.index());
                part(out, List.of(form.piece(piece.index(), piece.text(), first)));
            }
        }
    }

    private void end(OutputStream out, List<Generated> all) throws IOException {
        for (Generated text : all) {
            part(out, List.of(form.ending((int) text.id(), Completions.finish(text))));
        }
        if (request.usage()) {
            Map<String, Object> last = head.document(form.object(true), List.of());
            last.put("usage", Completions.usage(request, all));
            send(out, Json.text(last));
        }
        send(out, "[DONE]");
    }

    private void part(OutputStream out, List<Map<String, Object>> choices) throws IOException {
        send(out, Json.text(head.document(form.object(true), choices)));
    }

    private static void send(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The status was sent long ago; clients of OpenAI look for an error in the stream. */
    private static void breakOff(Context call) {
        try {
            RequestProblem problem = RequestProblem.unavailable("stream_failed", "the text could not be written on");
            send(call.outputStream(), Json.text(problem.document()));
        } catch (IOException left) {
            LOG.info("a client left before it was told that its text failed");
        }
    }
}
