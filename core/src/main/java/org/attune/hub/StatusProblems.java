// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.attune.hub.RequestFailure.Kind;
import org.attune.problem.Problem;

/** The hub's refusals, told apart by status and by its {@code X-Error-Code}. */
final class StatusProblems {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final HubSettings settings;
    private final HubReference reference;

    StatusProblems(HubSettings settings, HubReference reference) {
        this.settings = settings;
        this.reference = reference;
    }

    RequestFailure of(Answer answer) {
        int status = answer.status();
        String code = answer.header("X-Error-Code").orElse("");
        if (status == 429 || status == 408 || status >= 500) {
            return busy(answer);
        }
        if (!Addresses.sameOrigin(settings.endpoint(), answer.uri())) {
            return storage(answer);
        }
        if (code.equals("GatedRepo")) {
            return gated(answer);
        }
        if (status == 401 || status == 403) {
            return denied(answer);
        }
        return status == 404 ? missing(answer, code) : unexpected(answer);
    }

    private RequestFailure gated(Answer answer) {
        String grant = "accept the terms at " + page() + " with your account, then ";
        return refused(
                "hub.gated",
                said(answer) + ": this repository is gated",
                "its owners let in who has accepted their terms",
                grant
                        + (settings.token().isPresent()
                                ? "wait for access and check that HF_TOKEN is a token of that account that may read gated repositories"
                                : "set HF_TOKEN to a token of that account"));
    }

    private RequestFailure denied(Answer answer) {
        if (settings.token().isPresent()) {
            return refused(
                    "hub.denied",
                    said(answer) + ": the token does not open this repository",
                    "the token in HF_TOKEN (or the log-in's file) may read it, and the repository exists",
                    "check the name at " + page() + ", and that the token is valid and has read access");
        }
        return refused(
                "hub.denied",
                said(answer) + " and no token was sent: the repository does not exist, or it is private",
                "a public repository, or a token that may read it",
                "check the name at " + page() + "; if it is private, set HF_TOKEN to a token with read access");
    }

    private RequestFailure missing(Answer answer, String code) {
        if (code.equals("RevisionNotFound")) {
            return refused(
                    "hub.no-revision",
                    "the repository has no revision " + Problem.quote(reference.revision()),
                    "a branch, tag or commit that exists",
                    "look at " + page() + "/tree/main for its branches and tags, or leave \"@…\" out");
        }
        if (code.equals("EntryNotFound")) {
            return refused(
                    "hub.no-file",
                    "the repository has no file " + Problem.quote(answer.uri().getPath()),
                    "a file that the repository's own list or index names exists",
                    "tell the repository's owner, or use another revision");
        }
        return refused(
                "hub.no-repository",
                said(answer) + ": there is no repository " + Problem.quote(reference.repository()) + " with revision "
                        + Problem.quote(reference.revision()),
                "the name of a model on " + settings.endpoint(),
                "check the name at " + page()
                        + (settings.token().isPresent() ? "" : "; if it is private, set HF_TOKEN"));
    }

    private RequestFailure busy(Answer answer) {
        Duration pause = answer.header("Retry-After")
                .filter(v -> SECONDS.matcher(v).matches())
                .map(v -> Duration.ofSeconds(Long.parseLong(v)))
                .orElse(Duration.ZERO);
        boolean limited = answer.status() == 429;
        String wait = pause.isZero() ? "a few minutes" : pause.toSeconds() + " seconds";
        Problem problem = new Problem(
                limited ? "hub.too-many-requests" : "hub.busy",
                reference.toString(),
                said(answer),
                limited ? "no more requests than the hub allows" : "the hub and its storage are up",
                "try again in " + wait
                        + (limited && settings.token().isEmpty() ? "; with HF_TOKEN set the limit is higher" : ""));
        return new RequestFailure(Kind.PASSING, problem, pause, null);
    }

    private RequestFailure storage(Answer answer) {
        return new RequestFailure(
                Kind.BROKEN,
                new Problem(
                        "hub.storage",
                        reference.toString(),
                        said(answer),
                        "the storage that the hub points to hands the file out",
                        "try again; if it stays, a proxy or firewall may block "
                                + answer.uri().getHost()),
                null);
    }

    private RequestFailure unexpected(Answer answer) {
        return new RequestFailure(
                Kind.BROKEN,
                new Problem(
                        "hub.answer",
                        reference.toString(),
                        said(answer),
                        "an answer of a hub",
                        "check HF_ENDPOINT (it is " + settings.endpoint() + ") and any proxy on the way"),
                null);
    }

    private RequestFailure refused(String code, String found, String expected, String fix) {
        return new RequestFailure(Kind.REFUSED, new Problem(code, reference.toString(), found, expected, fix), null);
    }

    private URI page() {
        return URI.create(settings.endpoint() + "/" + reference.repository());
    }

    private static String said(Answer answer) {
        Optional<String> message = answer.header("X-Error-Message");
        return answer.uri().getHost() + " answered " + answer.status()
                + message.map(m -> " " + Problem.quote(m)).orElse("");
    }
}
