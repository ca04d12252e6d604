// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.files;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.app.serve.http.Audit;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.Page;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.store.FileTable.Kept;

/** What is asked of files. */
public record FileRequests(KeptFiles files) {

    private static final int MOST = 10_000;

    /** {@code POST /v1/files}. */
    public Handler upload(long mostBytes) {
        return new FileUpload(files, mostBytes);
    }

    public void list(Context call) {
        Page page = Page.of(call, MOST, MOST);
        json(call, page.document(files.table().list(call.queryParam("purpose"), page), FileRequests::document));
    }

    public void show(Context call) {
        json(call, document(asked(call)));
    }

    public void content(Context call) throws IOException {
        Kept file = asked(call);
        call.contentType("application/octet-stream")
                .header("Content-Length", String.valueOf(file.bytes()))
                .result(Files.newInputStream(files.path(file.id())));
    }

    public void delete(Context call) {
        Kept file = asked(call);
        if (!files.delete(file.id())) {
            throw RequestProblem.conflict("file_in_use", "a job that has not ended needs the file " + file.id());
        }
        Audit.log(call, "file.deleted", file.id());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", file.id());
        document.put("object", "file");
        document.put("deleted", true);
        json(call, document);
    }

    private Kept asked(Context call) {
        return files.get(call.pathParam("file"), "id");
    }

    private static void json(Context call, Map<String, Object> document) {
        call.contentType("application/json").result(Json.text(document));
    }

    static Map<String, Object> document(Kept file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", file.id());
        document.put("object", "file");
        document.put("bytes", file.bytes());
        document.put("created_at", file.created());
        document.put("filename", file.filename());
        document.put("purpose", file.purpose());
        document.put("status", "processed");
        return document;
    }
}
