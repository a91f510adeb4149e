package io.tickwire.transport.netty;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Removes keys and signatures from messages, also where a server quotes what it was sent, whole or
 * in parts. Not for the hot path.
 */
final class Secrets {
    /** What is shorter, such as a version number, would be found in any message by chance. */
    private static final int MIN_LENGTH = 8;
    private static final String HIDDEN = "***";
    private static final JsonFactory JSON = new JsonFactory();

    private Secrets() {
    }

    /** The message without the secret, and without its last word: the token behind "Bearer". */
    static String hide(String message, String secret) {
        return hideAll(
            message, List.of(secret, secret.substring(secret.lastIndexOf(' ') + 1)));
    }

    /** The message without a query or form, and without its values, as they are sent or meant. */
    static String hideParameters(String message, String parameters) {
        List<String> secrets = new ArrayList<>();
        secrets.add(parameters);
        for (String parameter : parameters.split("&")) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            secrets.add(value);
            secrets.add(decoded(value));
        }
        return hideAll(message, secrets);
    }

    /** The message without the JSON, and without the strings that are values in it. */
    static String hideJson(String message, String json) {
        List<String> secrets = new ArrayList<>();
        secrets.add(json);
        try (JsonParser parser = JSON.createParser(json)) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token == JsonToken.VALUE_STRING) {
                    secrets.add(parser.getText());
                }
            }
        } catch (IOException malformed) {
            // The values before that are known, and the whole.
            return hideAll(message, secrets);
        }
        return hideAll(message, secrets);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    /** The longest first: a shorter one may be a part of it. */
    private static String hideAll(String message, List<String> secrets) {
        String shown = message;
        List<String> byLength = secrets.stream().filter(secret -> secret.length() >= MIN_LENGTH)
            .distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
        for (String secret : byLength) {
            // In any case of letters: Netty quotes an HTTP version in upper case, whatever it is.
            shown = Pattern.compile(secret, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
                .matcher(shown).replaceAll(HIDDEN);
        }
        return shown;
    }
}
