package io.tickwire.engine.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes text that others wrote, such as a server's error page or the reason of a close frame, fit
 * to stand in one line for people: without markup, without control characters, and short. Whatever
 * shows such text sends it through here; what did so before is not changed by it. Any thread; not
 * for the hot path.
 */
public final class ForeignText {
    /** Most characters of {@link #words}. */
    public static final int MAX_WORDS = 80;
    /** Most characters of {@link #line}. */
    public static final int MAX_LINE = 200;

    /** More than that need not be read to find the first words. */
    private static final int MAX_READ = 16 << 10;
    private static final String MORE = "...";
    /** Comments, and elements whose text is for no reader, whole; tags; each may be cut off. */
    private static final Pattern MARKUP = Pattern.compile(
        "(?is)<!--.*?(?:-->|\\z)|<(script|style|svg|template)\\b.*?(?:</\\1\\s*>|\\z)"
            + "|<[a-z/!?][^>]*(?:>|\\z)");
    private static final Pattern ENTITY = Pattern.compile("&#?\\w{1,10};");
    private static final Map<String, String> ENTITIES =
        Map.of("&amp;", "&", "&quot;", "\"", "&apos;", "'", "&#39;", "'", "&#x27;", "'");
    /**
     * Control characters, also those that turn the direction of a line; other ends of a line;
     * halves of characters, and what has no meaning to anybody else.
     */
    private static final Pattern NOT_SHOWN =
        Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Z}\ufffd]+");

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> CODES = Set.of("code", "errorcode", "error_code", "status");
    private static final Set<String> MESSAGES =
        Set.of("msg", "message", "error", "error_description", "reason", "detail", "title");

    private ForeignText() {
    }

    /**
     * What a server says, in its first words. Of JSON these are its error code and message, if it
     * has any.
     *
     * @param text anything
     * @return one line of at most {@link #MAX_WORDS} characters, empty if it has no words
     */
    public static String words(String text) {
        String read = text.substring(0, Math.min(text.length(), MAX_READ));
        String said = read.strip().startsWith("{") ? ofJson(read) : "";
        return cut(plain(said.isEmpty() ? read : said), MAX_WORDS);
    }

    /**
     * What a server answers: the type of its content, unless that is JSON, as most of it is, and
     * its first words.
     *
     * @param contentType header of the answer, null where there is none
     * @param text        its body, or the beginning of that
     * @return one line, empty if nothing is known
     */
    public static String answer(String contentType, String text) {
        String type = contentType == null ? "" : words(contentType.split(";", 2)[0]);
        String said = words(text);
        return type.isEmpty() || type.toLowerCase(Locale.ROOT).contains("json") ? said
            : said.isEmpty() ? type : type + ": " + said;
    }

    /**
     * A message of ours that may quote others.
     *
     * @param text anything
     * @return one line of at most {@link #MAX_LINE} characters
     */
    public static String line(String text) {
        return cut(plain(text.substring(0, Math.min(text.length(), MAX_READ))), MAX_LINE);
    }

    private static String plain(String text) {
        String unmarked = MARKUP.matcher(text).replaceAll(" ");
        String read = ENTITY.matcher(unmarked).replaceAll(ForeignText::entity);
        return NOT_SHOWN.matcher(read).replaceAll(" ").trim();
    }

    /** Of a character that could begin markup, or that nobody needs, a space is left. */
    private static String entity(MatchResult found) {
        return ENTITIES.getOrDefault(found.group().toLowerCase(Locale.ROOT), " ");
    }

    /** Behind a whole word, or within one that is too long for that. */
    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - MORE.length();
        int space = text.lastIndexOf(' ', end);
        if (space > end / 2) {
            end = space;
        } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + MORE;
    }

    /** The first code and the first message, wherever they stand; the end may be missing. */
    private static String ofJson(String text) {
        String code = "";
        String message = "";
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                String name = token.isScalarValue() ? nameOf(parser) : "";
                if (MESSAGES.contains(name) && token == JsonToken.VALUE_STRING) {
                    message = message.isEmpty() ? parser.getText() : message;
                } else if (CODES.contains(name) && token != JsonToken.VALUE_NULL) {
                    // The code beside a message says more than the status around them.
                    code = code.isEmpty() || message.isEmpty() && !name.equals("status")
                        ? parser.getText() : code;
                }
            }
        } catch (IOException cutOff) {
            return (code + " " + message).trim();
        }
        return (code + " " + message).trim();
    }

    private static String nameOf(JsonParser parser) throws IOException {
        String name = parser.currentName();
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }
}
