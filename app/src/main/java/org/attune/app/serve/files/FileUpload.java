// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.files;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.attune.app.serve.http.Audit;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.store.FileTable.Kept;
import org.attune.app.serve.store.Ids;
import org.attune.problem.Problem;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/files}: a form that has a purpose and a file. Jetty writes the parts to the disk as they come; what is not whole, too
 * large or no conversations leaves nothing.
 *
 * @param mostBytes of the file
 */
record FileUpload(KeptFiles files, long mostBytes) implements Handler {

    /** Of all that is sent besides the file, and the most that is kept in memory of a part. */
    private static final int MOST_FIELDS = 1 << 16;

    private static final int LONGEST_NAME = 255;

    @Override
    public void handle(Context call) throws IOException {
        String type = String.valueOf(call.contentType());
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw RequestProblem.wrongContentType("multipart/form-data", Problem.quote(type));
        }
        if (call.req().getContentLengthLong() > mostBytes + MOST_FIELDS) {
            throw RequestProblem.tooLarge(mostBytes);
        }
        Collection<Part> parts = parts(call);
        try {
            Kept kept = take(parts);
            Audit.log(call, "file.created", kept.id());
            call.contentType("application/json").result(Json.text(FileRequests.document(kept)));
        } finally {
            for (Part part : parts) {
                part.delete();
            }
        }
    }

    private Collection<Part> parts(Context call) throws IOException {
        call.req()
                .setAttribute(
                        "org.eclipse.jetty.multipartConfig",
                        new MultipartConfigElement(
                                files.data().incoming().toString(), mostBytes, mostBytes + MOST_FIELDS, MOST_FIELDS));
        try {
            return call.req().getParts();
        } catch (ServletException | IllegalStateException | HttpException.RuntimeException | IOException e) {
            call.header("Connection", "close"); // Jetty ends it, and who asks again must not take it
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IllegalStateException) { // Jetty's word for more than it may take
                    throw RequestProblem.tooLarge(mostBytes);
                }
            }
            throw RequestProblem.invalid(
                    null, "invalid_multipart", "the body is no whole form of multipart/form-data; nothing was kept");
        }
    }

    private Kept take(Collection<Part> parts) throws IOException {
        Part file = null;
        String purpose = null;
        for (Part part : parts) {
            if (part.getName().equals("file") && file == null) {
                file = part;
            } else if (part.getName().equals("purpose") && purpose == null) {
                purpose = new String(part.getInputStream().readNBytes(LONGEST_NAME), StandardCharsets.UTF_8);
            } else {
                throw RequestProblem.invalid(
                        part.getName(),
                        "unknown_parameter",
                        "Unrecognized request argument supplied: " + Problem.quote(part.getName())
                                + "; once each are offered: file, purpose");
            }
        }
        if (purpose == null || file == null) {
            String missing = purpose == null ? "purpose" : "file";
            throw RequestProblem.invalid(
                    missing, "missing_required_parameter", "Missing required parameter: '" + missing + "'");
        }
        if (!List.of(KeptFiles.TRAINING).contains(purpose)) {
            throw RequestProblem.invalid(
                    "purpose", "invalid_value", "Invalid value for 'purpose': expected " + KeptFiles.TRAINING);
        }
        Path whole = files.data().incoming().resolve(Ids.make("upload-"));
        try {
            file.write(whole.toString());
            long lines = ConversationLines.count(whole);
            return files.take(whole, name(file.getSubmittedFileName()), lines);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Only shown, never the name of anything on the disk. */
    private static String name(@Nullable String sent) {
        String name = sent == null || sent.isBlank() ? "file.jsonl" : sent.replaceAll("\\p{Cntrl}", "_");
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }
}
