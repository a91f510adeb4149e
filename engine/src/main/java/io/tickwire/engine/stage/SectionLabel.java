package io.tickwire.engine.stage;

/** Labels of state sections: up to 8 characters of ASCII in a long, the first one lowest. */
final class SectionLabel {
    private static final int MAX_LENGTH = Long.BYTES;
    private static final int FIRST_PRINTABLE = 0x21;
    private static final int LAST_PRINTABLE = 0x7e;

    private SectionLabel() {
    }

    static long encoded(String label) {
        int length = label.length();
        if (length == 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("section label of " + length
                + " characters, not 1 to " + MAX_LENGTH + ": " + label);
        }
        long encoded = 0;
        for (int i = 0; i < length; i++) {
            encoded |= (label.charAt(i) & 0xffL) << Byte.SIZE * i;
        }
        return encoded;
    }

    /** Text for reports, of whatever stands where a label should be. */
    static String text(long encoded) {
        StringBuilder text = new StringBuilder();
        for (long rest = encoded; rest != 0; rest >>>= Byte.SIZE) {
            int character = (int) (rest & 0xff);
            if (character < FIRST_PRINTABLE || character > LAST_PRINTABLE) {
                return "no label but " + encoded;
            }
            text.append((char) character);
        }
        return text.length() == 0 ? "no label but 0" : text.toString();
    }
}
