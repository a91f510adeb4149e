package io.tickwire.engine.text;

/** Cuts texts that are too long between two characters, never within one. Any thread. */
public final class TextCut {
    private static final String MORE = "...";
    /** Of a character in UTF-8, behind its first byte. */
    private static final int MAX_CONTINUATION_BYTES = 3;

    private TextCut() {
    }

    /**
     * How much of a text in UTF-8 to keep. Allocates nothing.
     *
     * @param utf8   from its first byte on; of what is not UTF-8 as much as may be is kept
     * @param length bytes of the text
     * @param max    most bytes to keep
     * @return bytes
     */
    public static int bytes(byte[] utf8, int length, int max) {
        if (length <= max) {
            return length;
        }
        int end = max;
        int least = Math.max(0, max - MAX_CONTINUATION_BYTES);
        while (end > least && isContinuation(utf8[end])) {
            end--;
        }
        return isContinuation(utf8[end]) ? max : end;
    }

    private static boolean isContinuation(byte one) {
        return (one & 0xc0) == 0x80;
    }

    /**
     * The beginning of a text, for a message.
     *
     * @param text anything
     * @param max  most {@code char}s of it to keep
     * @return the text, or its beginning and dots
     */
    public static String chars(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + MORE;
    }
}
