// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class HtmlTest {

    @Property(tries = 300)
    void any_text_comes_back_from_the_page_as_it_was_but_for_what_is_no_character(@ForAll String text)
            throws Exception {
        String page = new Html().element("p", text, "title", text).document();
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)))
                .getDocumentElement();

        StringBuilder expected = new StringBuilder();
        text.codePoints().forEach(c -> expected.appendCodePoint(isCharacter(c) ? c : 0xFFFD));
        assertThat(root.getTextContent()).isEqualTo(expected.toString());
        assertThat(root.getAttribute("title"))
                .isEqualTo(expected.toString().replace('\n', ' ').replace('\t', ' '));
    }

    private static boolean isCharacter(int c) {
        return c == 9
                || c == 10
                || (c >= 32 && !(c >= 127 && c < 160) && !(c >= 0xD800 && c < 0xE000) && (c & 0xFFFF) < 0xFFFE);
    }

    @Test
    void markup_in_a_text_stays_text() {
        assertThat(new Html()
                        .element("b", "<script>alert('x')</script>", "title", "\" onload=\"x")
                        .document())
                .contains("<b title=\"&quot; onload=&quot;x\">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</b>");
    }

    @Test
    void a_document_with_an_open_element_is_refused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Html().open("p").document())
                .withMessageContaining("[p]");
    }

    @Test
    void a_style_sheet_cannot_close_its_own_element() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Html().verbatim("a{}</style>"));
    }
}
