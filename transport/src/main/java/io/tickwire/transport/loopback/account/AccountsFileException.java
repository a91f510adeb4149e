package io.tickwire.transport.loopback.account;

import java.util.List;

/** A file of accounts that cannot be used, with everything that is wrong about it at once. */
public final class AccountsFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    AccountsFileException(List<String> problems) {
        super("accounts:\n  " + String.join("\n  ", problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** @return one line each, "path: what is wrong"; never empty */
    public List<String> problems() {
        return List.of(problems);
    }
}
