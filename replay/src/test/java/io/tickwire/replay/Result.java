package io.tickwire.replay;

import io.tickwire.engine.command.CommandRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command did. */
record Result(int code, String out, String err) {
    static Result replay(Object... arguments) {
        return run(new ReplayMain(), arguments);
    }

    static Result journal(Object... arguments) {
        return run(new JournalMain(), arguments);
    }

    static Result whatIf(Object session, Object config) {
        return run(new ReplayMain(), session, "--config", config);
    }

    static Result why(Object... arguments) {
        return run(new WhyMain(), arguments);
    }

    private static Result run(Object command, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int code = CommandRunner.run(command, new PrintWriter(out), new PrintWriter(err), texts);
        return new Result(code, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
