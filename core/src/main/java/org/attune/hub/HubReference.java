// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/**
 * A model on the hub.
 *
 * @param repository {@code name} or {@code organisation/name}
 * @param revision a branch, a tag or a commit (40 hexadecimal digits)
 */
public record HubReference(String repository, String revision) {

    public static final String PREFIX = "hf:";
    public static final String DEFAULT_REVISION = "main";

    private static final int LONGEST_PART = 96;
    private static final int LONGEST_REVISION = 200;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern REVISION_PART = Pattern.compile("[A-Za-z0-9_+=,][A-Za-z0-9_.+=,-]*");

    /** @throws InputException where a name cannot be one of the hub's */
    public HubReference {
        if (!isRepository(repository)) {
            throw new InputException(
                    "hub.repository-name",
                    PREFIX + printable(repository),
                    Problem.quote(repository) + " is no name of a repository",
                    "hf:organisation/name: letters, digits, '-', '_', '.'; no '--', no '..', at most 96 characters a part",
                    "copy the name from the top of the model's page");
        }
        if (!isRevision(revision)) {
            throw new InputException(
                    "hub.revision-name",
                    PREFIX + repository + "@" + printable(revision),
                    Problem.quote(revision) + " is no name of a revision",
                    "a branch, a tag or a commit of 40 hexadecimal digits",
                    "use " + PREFIX + repository
                            + " for the newest, or a name from \"Files and versions\" of its page");
        }
    }

    /** Reads {@code hf:org/name[@revision]}; the prefix may be missing. */
    public static HubReference parse(String text) {
        String name = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        int at = name.indexOf('@');
        return at < 0
                ? new HubReference(name, DEFAULT_REVISION)
                : new HubReference(name.substring(0, at), name.substring(at + 1));
    }

    static boolean isCommit(String revision) {
        return COMMIT.matcher(revision).matches();
    }

    boolean namesCommit() {
        return isCommit(revision);
    }

    /** The folder of this repository inside the cache. */
    String folder() {
        return "models--" + repository.replace("/", "--");
    }

    static String encoded(String pathSegment) {
        return URLEncoder.encode(pathSegment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return PREFIX + repository + (revision.equals(DEFAULT_REVISION) ? "" : "@" + revision);
    }

    private static boolean isRepository(String name) {
        String[] parts = name.split("/", -1);
        if (parts.length > 2 || name.contains("--") || name.contains("..") || name.endsWith(".git")) {
            return false;
        }
        for (String part : parts) {
            if (part.length() > LONGEST_PART || !PART.matcher(part).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Stricter than git: what is allowed here is a safe file name on every system. */
    private static boolean isRevision(String name) {
        if (name.length() > LONGEST_REVISION || name.contains("..")) {
            return false;
        }
        for (String part : name.split("/", -1)) {
            if (!REVISION_PART.matcher(part).matches() || part.endsWith(".") || part.endsWith(".lock")) {
                return false;
            }
        }
        return true;
    }

    private static String printable(String name) {
        String quoted = Problem.quote(name);
        return quoted.substring(1, quoted.length() - 1);
    }
}
