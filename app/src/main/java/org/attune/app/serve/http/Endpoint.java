// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import static org.attune.app.serve.http.Scope.ANY;
import static org.attune.app.serve.http.Scope.INFER;
import static org.attune.app.serve.http.Scope.TUNE;

/** All that the server can be asked for, and what a key must be allowed to do for it. Nothing is reachable that is not here. */
public enum Endpoint {
    HEALTH(Method.GET, "/health", ANY),
    READY(Method.GET, "/ready", ANY),
    METRICS(Method.GET, "/metrics", ANY),
    PREDICT(Method.POST, "/v1/predict", INFER),
    LIST_MODELS(Method.GET, "/v1/models", INFER),
    SHOW_MODEL(Method.GET, "/v1/models/{model}", INFER),
    COMPLETE_CHAT(Method.POST, "/v1/chat/completions", INFER),
    COMPLETE_TEXT(Method.POST, "/v1/completions", INFER),
    GIVE_FEEDBACK(Method.POST, "/v1/feedback", INFER),
    READ_FEEDBACK(Method.GET, "/v1/feedback", TUNE),
    UPLOAD_FILE(Method.POST, "/v1/files", TUNE),
    LIST_FILES(Method.GET, "/v1/files", TUNE),
    SHOW_FILE(Method.GET, "/v1/files/{file}", TUNE),
    READ_FILE(Method.GET, "/v1/files/{file}/content", TUNE),
    DELETE_FILE(Method.DELETE, "/v1/files/{file}", TUNE),
    CREATE_JOB(Method.POST, "/v1/fine_tuning/jobs", TUNE),
    LIST_JOBS(Method.GET, "/v1/fine_tuning/jobs", TUNE),
    SHOW_JOB(Method.GET, "/v1/fine_tuning/jobs/{job}", TUNE),
    CANCEL_JOB(Method.POST, "/v1/fine_tuning/jobs/{job}/cancel", TUNE),
    PAUSE_JOB(Method.POST, "/v1/fine_tuning/jobs/{job}/pause", TUNE),
    RESUME_JOB(Method.POST, "/v1/fine_tuning/jobs/{job}/resume", TUNE),
    LIST_EVENTS(Method.GET, "/v1/fine_tuning/jobs/{job}/events", TUNE),
    LIST_CHECKPOINTS(Method.GET, "/v1/fine_tuning/jobs/{job}/checkpoints", TUNE),
    DELETE_MODEL(Method.DELETE, "/v1/models/{model}", TUNE);

    /** What is done with the path. */
    public enum Method {
        GET,
        POST,
        DELETE
    }

    private final Method method;
    private final String path;
    private final Scope scope;

    Endpoint(Method method, String path, Scope scope) {
        this.method = method;
        this.path = path;
        this.scope = scope;
    }

    public Method method() {
        return method;
    }

    /** With {@code {name}} where a part of it varies. */
    public String path() {
        return path;
    }

    public Scope scope() {
        return scope;
    }

    /** For logs and metrics, which never show the part of a path that varies. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
