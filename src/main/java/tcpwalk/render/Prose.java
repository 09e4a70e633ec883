package tcpwalk.render;

import java.io.IOException;
import java.util.List;

/** Headings and paragraphs around a timeline, broken at its width. */
public final class Prose {

    private static final String BULLET = "• ";
    private static final String ASCII_BULLET = "* ";

    private final Appendable out;
    private final TextStyle style;

    public Prose(Appendable out, TextStyle style) {
        this.out = out;
        this.style = style;
    }

    /** One line that stands out. */
    public void heading(String text) throws IOException {
        out.append(Ink.TITLE.paint(text, style.colour())).append('\n');
    }

    public void paragraph(String text) throws IOException {
        hang("", text);
    }

    /** A paragraph of a list. */
    public void item(String text) throws IOException {
        hang(style.unicode() ? BULLET : ASCII_BULLET, text);
    }

    /** An empty line. */
    public void gap() throws IOException {
        out.append('\n');
    }

    private void hang(String mark, String text) throws IOException {
        List<String> lines = TextFlow.wrap(LadderGlyphs.of(style).spell(text), style.width() - mark.length());
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? mark : " ".repeat(mark.length())).append(lines.get(i)).append('\n');
        }
    }
}
