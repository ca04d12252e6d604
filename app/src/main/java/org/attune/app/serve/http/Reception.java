// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request passes: it gets a number, is let in or not, is answered, logged and counted. */
public final class Reception {

    static final String JSON = "application/json";

    private static final String KEY = "attune.key";

    private static final Logger LOG = LoggerFactory.getLogger("org.attune.app.serve.requests");
    private static final String ID_HEADER = "X-Request-Id";
    private static final Pattern OWN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Doorkeeper doorkeeper;
    private final Metrics metrics;

    Reception(Doorkeeper doorkeeper, Metrics metrics) {
        this.doorkeeper = doorkeeper;
        this.metrics = metrics;
    }

    void receive(Endpoint endpoint, Handler handler, Context call) {
        long began = System.nanoTime();
        String id = identify(call);
        String key = "";
        try {
            key = doorkeeper.admit(endpoint, call);
            call.attribute(KEY, key);
            handler.handle(call);
        } catch (RequestProblem problem) {
            refuse(problem, call);
        } catch (InputException wrong) {
            refuse(RequestProblem.of(wrong, null), call);
        } catch (WorkException failed) {
            LOG.error("{} failed", id, failed);
            refuse(RequestProblem.failed(failed.problem()), call);
        } catch (Exception unforeseen) {
            LOG.error("{} failed", id, unforeseen);
            refuse(RequestProblem.unexpected(id), call);
        } finally {
            long nanos = System.nanoTime() - began;
            metrics.request(endpoint.toString(), call.statusCode(), nanos);
            log(id, endpoint.toString(), call.statusCode(), nanos, key);
        }
    }

    /** No endpoint has this path, or this method. */
    void unrouted(HttpResponseException wrong, Context call) {
        String id = identify(call);
        String asked = call.method() + " " + call.path();
        refuse(
                wrong.getStatus() == 405
                        ? RequestProblem.wrongMethod(asked + " is not offered; the path has another method")
                        : wrong.getStatus() == 404
                                ? RequestProblem.notFound(null, "unknown_url", "Invalid URL (" + asked + ")")
                                : RequestProblem.broken(wrong.getStatus()),
                call);
        metrics.request("none", call.statusCode(), 0);
        log(id, "none", call.statusCode(), 0, "");
    }

    /** The public name of the key that was shown; empty where none is needed. */
    public static String key(Context call) {
        String key = call.attribute(KEY);
        return key == null ? "" : key;
    }

    /** The client's own id where it is one that cannot break a log. */
    private static String identify(Context call) {
        String asked = call.header(ID_HEADER);
        String id = asked != null && OWN_ID.matcher(asked).matches()
                ? asked
                : "req-" + UUID.randomUUID().toString().replace("-", "");
        call.header(ID_HEADER, id);
        return id;
    }

    private static void refuse(RequestProblem problem, Context call) {
        if (call.res().isCommitted()) {
            return; // a stream that broke off says so itself
        }
        if (problem.retryAfter() > 0) {
            call.header("Retry-After", String.valueOf(problem.retryAfter()));
        }
        if (problem.status() == 401) {
            call.header("WWW-Authenticate", "Bearer");
        }
        call.status(problem.status()).contentType(JSON).result(Json.text(problem.document()));
    }

    private static void log(String id, String endpoint, int status, long nanos, String key) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("request", id);
        line.put("endpoint", endpoint);
        line.put("status", status);
        line.put("milliseconds", Math.round(nanos / 1e4) / 100.0);
        line.put("key", key);
        LOG.info("{}", Json.text(line));
    }
}
