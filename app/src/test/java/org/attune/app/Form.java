// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A form of multipart/form-data, as clients of OpenAI send files. */
final class Form {

    private static final String BOUNDARY = "----3f7c1d9a";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    static Form upload(String purpose, String filename, String content) {
        return new Form().field("purpose", purpose).file(filename, content);
    }

    Form field(String name, String value) {
        return part("name=\"" + name + "\"", value);
    }

    Form file(String filename, String content) {
        return part("name=\"file\"; filename=\"" + filename + "\"\r\nContent-Type: application/octet-stream", content);
    }

    private Form part(String disposition, String value) {
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** All of it, or its beginning only. */
    HttpRequest to(HttpRequest.Builder request, int bytes) {
        byte[] whole = whole();
        return request.header("Content-Type", type())
                .POST(BodyPublishers.ofByteArray(whole, 0, Math.min(bytes, whole.length)))
                .build();
    }

    static String type() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] whole() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(body.toByteArray());
        all.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return all.toByteArray();
    }
}
