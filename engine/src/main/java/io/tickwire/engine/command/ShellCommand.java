package io.tickwire.engine.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Commands of this program as they are printed for people, who paste them into bash: begun as the
 * program itself was, and each word quoted where the shell would not take it as it stands.
 */
public final class ShellCommand {
    /** System property: how the program was called; {@code ./run.sh} where it is not set. */
    static final String PROGRAM = "tickwire.program";

    private static final Pattern PLAIN = Pattern.compile("[\\w%+,./:@-]+");

    private ShellCommand() {
    }

    /**
     * One on a file or folder.
     *
     * @param command with its options, as it stands
     * @param path    the last word
     * @return one line
     */
    public static String of(String command, Path path) {
        String text = path.toString();
        // Else it would be an option, or a file of options.
        boolean isOption = text.startsWith("-") || text.startsWith("@");
        return of(command + " " + quoted(isOption ? "./" + text : text));
    }

    /**
     * One without words that need quotes.
     *
     * @param command with all its arguments, as it stands
     * @return one line
     */
    public static String of(String command) {
        return quoted(System.getProperty(PROGRAM, "./run.sh")) + " " + command;
    }

    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        if (word.chars().noneMatch(ShellCommand::isControl)) {
            return "'" + word.replace("'", "'\\''") + "'";
        }
        StringBuilder text = new StringBuilder("$'");
        word.chars().forEach(c -> {
            if (isControl(c)) {
                text.append(String.format(Locale.ROOT, "\\%03o", c));
            } else {
                text.append(c == '\'' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        return text.append("'").toString();
    }

    /** What would end the line, or drive the terminal. */
    private static boolean isControl(int c) {
        return c < ' ' || c == 0x7f;
    }
}
