package io.tickwire.transport.loopback.account;

import io.tickwire.engine.config.YamlException;
import io.tickwire.engine.config.YamlTree;
import io.tickwire.engine.market.account.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads which accounts a venue has ({@code docs/VENUE.md}) and checks all of it, so that everything
 * wrong is said at once. What is wrong with a secret is said without the secret.
 */
public final class AccountsFile {
    /** Longest file, bytes. */
    static final int MAX_BYTES = 1 << 20;
    /** Most accounts. */
    static final int MAX_ACCOUNTS = 1000;

    private static final String ACCOUNTS = "accounts";
    private static final List<String> KEYS = List.of("key", "secret", "publicKey", "balance");
    private static final String KEY = "[A-Za-z0-9_-]{1,128}";
    private static final String SECRET = "[!-~]{1,128}";
    private static final String BALANCE = "[0-9]{1,10}(\\.[0-9]{1,8})?";
    private static final BigDecimal MAX_BALANCE = new BigDecimal(1_000_000_000);

    private final List<String> problems = new ArrayList<>();
    private final List<AccountSpec> accounts = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();

    private AccountsFile() {
    }

    /**
     * Reads a file.
     *
     * @param file YAML in UTF-8
     * @return its accounts, at least one
     * @throws IOException           if the file cannot be read
     * @throws AccountsFileException with everything that is wrong
     */
    public static List<AccountSpec> read(Path file) throws IOException, AccountsFileException {
        if (Files.size(file) > MAX_BYTES) {
            throw new AccountsFileException(List.of("too long: " + Files.size(file)
                + " bytes, at most " + MAX_BYTES + " are allowed"));
        }
        try {
            return of(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new AccountsFileException(List.of("not UTF-8"));
        }
    }

    /**
     * Reads its text.
     *
     * @param yaml text
     * @return its accounts, at least one
     * @throws AccountsFileException with everything that is wrong
     */
    static List<AccountSpec> of(String yaml) throws AccountsFileException {
        AccountsFile file = new AccountsFile();
        try {
            file.top(YamlTree.read(yaml, file::problem));
        } catch (YamlException noTree) {
            file.problems.add(noTree.getMessage());
        }
        if (!file.problems.isEmpty()) {
            throw new AccountsFileException(file.problems);
        }
        return List.copyOf(file.accounts);
    }

    private void problem(String path, String text) {
        problems.add(path.isEmpty() ? text : path + ": " + text);
    }

    private void top(Object top) {
        if (!(top instanceof Map)) {
            problem("", "not a map with the key " + ACCOUNTS);
            return;
        }
        Map<String, Object> map = YamlTree.asMap(top);
        rejectUnknown("", map, List.of(ACCOUNTS));
        if (!(map.get(ACCOUNTS) instanceof List<?> entries) || entries.isEmpty()) {
            problem(ACCOUNTS, "not a list of at least one account");
        } else if (entries.size() > MAX_ACCOUNTS) {
            problem(ACCOUNTS, "too many, " + entries.size() + ", at most " + MAX_ACCOUNTS);
        } else {
            for (int i = 0; i < entries.size(); i++) {
                account(ACCOUNTS + "[" + i + "]", entries.get(i));
            }
        }
    }

    private void account(String path, Object node) {
        if (!(node instanceof Map)) {
            problem(path, "not a map such as {key: mine, secret: shared, balance: 100000}");
            return;
        }
        Map<String, Object> map = YamlTree.asMap(node);
        rejectUnknown(path + ".", map, KEYS);
        String key = text(path + ".key", map.get("key"), KEY,
            "1 to 128 letters, digits, - and _");
        if (key != null && !keys.add(key)) {
            problem(path + ".key", "another account has it, too");
        }
        long balance = balance(path + ".balance", map.get("balance"));
        ApiKey apiKey = apiKey(path, map, key == null ? "" : key);
        if (apiKey != null) {
            accounts.add(new AccountSpec(apiKey, balance));
        }
    }

    /** Null where it is wrong. */
    private ApiKey apiKey(String path, Map<String, Object> map, String key) {
        boolean shared = map.containsKey("secret");
        if (shared == map.containsKey("publicKey")) {
            problem(path, shared ? "both secret and publicKey, one is allowed"
                : "neither secret nor publicKey, one is needed");
            return null;
        }
        if (shared) {
            String secret = text(path + ".secret", map.get("secret"), SECRET,
                "1 to 128 characters of ASCII without blanks");
            return secret == null ? null : ApiKey.ofSecret(key, secret);
        }
        try {
            return ApiKey.ofPublicKey(key, String.valueOf(map.get("publicKey")));
        } catch (GeneralSecurityException notOne) {
            problem(path + ".publicKey", "no Ed25519 key in base64 (SubjectPublicKeyInfo)");
            return null;
        }
    }

    private long balance(String path, Object value) {
        if (value == null) {
            return AccountSpec.DEFAULT.balance();
        }
        String allowed = "0 to 1000000000 with up to 8 decimals";
        String text = text(path, value, BALANCE, allowed);
        if (text == null) {
            return 0;
        }
        BigDecimal balance = new BigDecimal(text);
        if (balance.compareTo(MAX_BALANCE) > 0) {
            problem(path, "out of range, allowed are " + allowed);
            return 0;
        }
        return balance.movePointRight(Money.DECIMALS).longValueExact();
    }

    /** Null where it is wrong; the value is not repeated, as it may be a secret. */
    private String text(String path, Object value, String pattern, String allowed) {
        if (value instanceof String text && text.matches(pattern)) {
            return text;
        }
        problem(path, (value == null ? "missing, " : "not allowed, ") + allowed);
        return null;
    }

    private void rejectUnknown(String path, Map<String, Object> map, List<String> known) {
        for (String key : map.keySet()) {
            if (!known.contains(key)) {
                problem(path + key.replaceAll("\\p{Cntrl}", "?"),
                    "unknown key, known here are " + String.join(", ", known));
            }
        }
    }
}
