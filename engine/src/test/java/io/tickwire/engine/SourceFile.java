package io.tickwire.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source text as the rules see it.
 *
 * @param module      folder it is in, {@code engine} say
 * @param test        whether it is a test's
 * @param packageName as declared
 * @param className   full name of its first top-level type
 * @param text        as it stands
 * @param code        the same with comments and literals blanked, lines as they were
 */
record SourceFile(
    String module, boolean test, String packageName, String className, String text, String code) {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");
    private static final Pattern TYPE =
        Pattern.compile("(?m)^(?:[a-z-]+ )*(?:class|record|enum|@?interface) (\\w+)");

    static SourceFile of(String module, boolean test, String text) {
        String code = codeOf(text);
        Matcher declared = PACKAGE.matcher(code);
        String packageName = declared.find() ? declared.group(1) : "";
        Matcher type = TYPE.matcher(code);
        String className = packageName + "." + (type.find() ? type.group(1) : "package-info");
        return new SourceFile(module, test, packageName, className, text, code);
    }

    /** The line that a position is in, from 1. */
    int line(int position) {
        return (int) text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }

    private static String codeOf(String text) {
        StringBuilder code = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            if (text.startsWith("//", at)) {
                end = endOf(text, "\n", at + 2) - 1;
            } else if (text.startsWith("/*", at)) {
                end = endOf(text, "*/", at + 2);
            } else if (text.startsWith("\"\"\"", at)) {
                end = endOf(text, "\"\"\"", at + 3);
            } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
                end = endOf(text, text.substring(at, at + 1), at + 1);
            }
            if (end > at + 1) {
                blank(code, at, Math.min(end, text.length()));
            }
            at = Math.max(end, at + 1);
        }
        return code.toString();
    }

    /** Position behind the mark that ends a comment or literal; escapes end none. */
    private static int endOf(String text, String mark, int from) {
        int at = from;
        while (at < text.length() && !text.startsWith(mark, at)) {
            boolean escape = text.charAt(at) == '\\' && mark.charAt(0) != '\n'
                && mark.charAt(0) != '*';
            at += escape ? 2 : 1;
        }
        return at + mark.length();
    }

    private static void blank(StringBuilder code, int from, int to) {
        for (int i = from; i < to; i++) {
            if (code.charAt(i) != '\n') {
                code.setCharAt(i, ' ');
            }
        }
    }
}
