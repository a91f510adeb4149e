package io.tickwire.transport.netty;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Headers that a venue wants in a request besides those of HTTP itself, in the order in which they
 * were added. Their values may be keys: no message of this package ever shows one. Immutable.
 */
public final class RequestHeaders {
    /** No further headers. */
    public static final RequestHeaders NONE = new RequestHeaders(List.of());

    // RFC 9110, section 5.6.2; and what of section 5.5 every server reads alike.
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

    private final List<Header> headers;

    private record Header(String name, String value) {
    }

    private RequestHeaders(List<Header> headers) {
        this.headers = headers;
    }

    /**
     * These and one more.
     *
     * @param name  in any case
     * @param value ASCII on one line
     * @return the new list
     * @throws IllegalArgumentException if HTTP does not allow the name or the value, or the name is
     *                                  there already
     */
    public RequestHeaders with(String name, String value) {
        // A name that is none is not shown: it may be a key in the wrong place.
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a header");
        }
        if (value == null || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("header " + name + ": its value is absent or has a"
                + " line break or another character that headers cannot carry");
        }
        if (contains(name)) {
            throw new IllegalArgumentException("header " + name + ": given twice");
        }
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new RequestHeaders(List.copyOf(more));
    }

    boolean contains(String name) {
        return headers.stream().anyMatch(header -> header.name.equalsIgnoreCase(name));
    }

    /**
     * Refuses headers that are not the caller's to set.
     *
     * @param reserved in lower case
     * @param owner    who sets them, for the message
     */
    void refuse(Set<String> reserved, String owner) {
        for (Header header : headers) {
            if (reserved.contains(header.name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                    "header " + header.name + ": set by " + owner + " itself");
            }
        }
    }

    /** Sets them all; one of the same name that is there already gives way. */
    void copyTo(HttpHeaders target) {
        headers.forEach(header -> target.set(header.name, header.value));
    }

    /** A message as it may be shown. */
    String hideIn(String message) {
        String shown = message;
        for (Header header : headers) {
            shown = Secrets.hide(shown, header.value);
        }
        return shown;
    }

    /** @return the names only */
    @Override
    public String toString() {
        return headers.stream().map(Header::name).collect(Collectors.joining(", ", "[", "]"));
    }
}
