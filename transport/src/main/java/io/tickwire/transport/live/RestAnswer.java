package io.tickwire.transport.live;

import io.tickwire.engine.text.ForeignText;
import java.nio.charset.StandardCharsets;

/**
 * An answer with status 200, as whoever has to understand it gets it. Any thread.
 *
 * @param from        which call it answers, perhaps with the host; holds no key
 * @param contentType header of the answer, null where there is none
 * @param body        whatever came, which nobody changes
 */
record RestAnswer(String from, String contentType, byte[] body) {
    /**
     * What a person is told where it cannot be used.
     *
     * @param otherwise what is wrong with it, said where it has no words of its own
     * @return one line
     */
    String unusable(String otherwise) {
        String said =
            ForeignText.answer(contentType, new String(body, StandardCharsets.UTF_8));
        return from + ": HTTP status 200, but not what was asked for: "
            + (said.isEmpty() ? otherwise : said);
    }
}
