// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Head and foot of a page with its style sheet inside, and the blocks that sections share. */
public final class Page {

    private Page() {}

    /** Opens html, head (closed again), body and main. */
    public static void begin(Html page, String title) {
        page.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        // a report shows foreign text: whatever slipped through, nothing in it may run or be fetched
        page.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        page.element("title", title);
        page.open("style").verbatim(style()).close();
        page.close().line();
        page.open("body").open("main").line();
    }

    public static void end(Html page) {
        page.close().close().close();
    }

    /** Opens a section with its heading; the caller closes it. */
    public static void section(Html page, String id, String heading) {
        page.line().open("section", "id", id).element("h2", heading).line();
    }

    /** Opens a table in its scroll box, with a caption for screen readers; {@link #endTable} closes it. */
    public static void table(Html page, String caption, String style, String... columns) {
        page.open("div", "class", "scroll").open("table", "class", style);
        page.element("caption", caption);
        page.open("thead").open("tr");
        for (String column : columns) {
            page.element("th", column, "scope", "col");
        }
        page.close().close().open("tbody").line();
    }

    public static void endTable(Html page) {
        page.close().close().close().line();
    }

    /** One entry of a legend. */
    static void key(Html page, String style, String name) {
        page.open("span", "class", "item");
        page.open("span", "class", "key " + style).close().text(name).close();
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
