// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A request that is not answered, with the status and the fields that OpenAI's API says it with. */
public final class RequestProblem extends RuntimeException {

    /** Clients of OpenAI wait so long before they come again. */
    private static final int SECONDS_TO_WAIT = 1;

    private final int status;
    private final String type;
    private final @Nullable String param;
    private final String code;

    private RequestProblem(int status, String type, @Nullable String param, String code, String message) {
        super(message);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
    }

    /** @param param the field of the request; null for the whole of it */
    public static RequestProblem invalid(@Nullable String param, String code, String message) {
        return new RequestProblem(400, "invalid_request_error", param, code, message);
    }

    /** What a model says of its input, all of it. */
    public static RequestProblem of(InputException wrong, @Nullable String param) {
        return invalid(
                param,
                wrong.problems().get(0).code(),
                wrong.problems().stream().map(RequestProblem::text).collect(Collectors.joining("\n")));
    }

    private static String text(Problem problem) {
        return problem.where() + ": " + problem.found() + "; " + problem.expected() + "; " + problem.fix();
    }

    public static RequestProblem notFound(@Nullable String param, String code, String message) {
        return new RequestProblem(404, "invalid_request_error", param, code, message);
    }

    static RequestProblem wrongMethod(String message) {
        return new RequestProblem(405, "invalid_request_error", null, "method_not_allowed", message);
    }

    public static RequestProblem conflict(String code, String message) {
        return new RequestProblem(409, "invalid_request_error", null, code, message);
    }

    public static RequestProblem tooLarge(long most) {
        return new RequestProblem(
                413, "invalid_request_error", null, "request_too_large", "a request has at most " + most + " bytes");
    }

    static RequestProblem tooSlow() {
        return new RequestProblem(
                408, "invalid_request_error", null, "request_timeout", "the request did not come in time");
    }

    public static RequestProblem wrongContentType(String expected, String found) {
        return new RequestProblem(
                415,
                "invalid_request_error",
                null,
                "unsupported_media_type",
                "the content is " + expected + ", not " + found);
    }

    public static RequestProblem noKey(String code, String message) {
        return new RequestProblem(401, "authentication_error", null, code, message);
    }

    public static RequestProblem forbidden(String code, String message) {
        return new RequestProblem(403, "permission_error", null, code, message);
    }

    /** As many requests wait as may. */
    public static RequestProblem busy(String model) {
        return new RequestProblem(
                429,
                "rate_limit_error",
                null,
                "queue_full",
                "too many requests wait for " + model + ", come again soon");
    }

    /** Not now, but perhaps soon. */
    public static RequestProblem unavailable(String code, String message) {
        return new RequestProblem(503, "server_error", null, code, message);
    }

    /** What is no request of HTTP. */
    static RequestProblem broken(int status) {
        return new RequestProblem(
                status,
                status < 500 ? "invalid_request_error" : "server_error",
                null,
                "http_" + status,
                status == 503 ? "the server is stopping" : "the request cannot be read, or not in time");
    }

    static RequestProblem unexpected(String requestId) {
        return new RequestProblem(
                500,
                "server_error",
                null,
                "internal_error",
                "this should not happen; the log says more of " + requestId);
    }

    /** The work failed; its problem says why. */
    public static RequestProblem failed(Problem problem) {
        return new RequestProblem(500, "server_error", null, problem.code(), text(problem));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** Whether the same request may be answered a little later, and after how many seconds; 0: no. */
    int retryAfter() {
        return status == 429 || status == 503 ? SECONDS_TO_WAIT : 0;
    }

    /** {@code {"error": {"message", "type", "param", "code"}}}. */
    public Map<String, Object> document() {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", getMessage());
        error.put("type", type);
        error.put("param", param);
        error.put("code", code);
        return Map.of("error", error);
    }
}
