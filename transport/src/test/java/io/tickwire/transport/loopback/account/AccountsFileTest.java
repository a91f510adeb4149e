package io.tickwire.transport.loopback.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.loopback.VenueServerOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of accounts: what they mean, and everything that can be wrong with one. */
final class AccountsFileTest {
    private static final String PUBLIC =
        "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";

    @Test
    void accountsHaveTheirBalances() throws Exception {
        List<AccountSpec> accounts = AccountsFile.of("accounts:\n"
            + "  - {key: first, secret: s1, balance: 500.5}\n"
            + "  - {key: second, publicKey: '" + PUBLIC + "'}\n");

        assertThat(accounts).extracting(one -> one.key().key() + " " + one.balance())
            .containsExactly("first 50050000000", "second 10000000000000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "''|not a map with the key accounts",
        "accounts:|accounts: not a list of at least one account",
        "accounts: []|accounts: not a list of at least one account",
        "{accounts: [{key: a, secret: s}], more: 1}|more: unknown key, known here are accounts",
        "accounts: [a]|accounts[0]: not a map such as {key: mine, ",
        "accounts: [{secret: s}]|accounts[0].key: missing, 1 to 128 letters, digits, - and _",
        "accounts: [{key: a b, secret: s}]|accounts[0].key: not allowed, 1 to 128 letters, ",
        "accounts: [{key: a, secret: s}, {key: a, secret: t}]|accounts[1].key: another account ",
        "accounts: [{key: a}]|accounts[0]: neither secret nor publicKey, one is needed",
        "accounts: [{key: a, secret: s, publicKey: p}]|accounts[0]: both secret and publicKey",
        "accounts: [{key: a, publicKey: p}]|accounts[0].publicKey: no Ed25519 key in base64 ",
        "accounts: [{key: a, secret: s, balance: -1}]|accounts[0].balance: not allowed, 0 to ",
        "accounts: [{key: a, secret: s, balance: 1000000001}]|accounts[0].balance: out of range",
        "accounts: [{key: a, secret: s, colour: 1}]|accounts[0].colour: unknown key, known ",
        "accounts: [{key: a|line 1: not YAML: "})
    void brokenFilesAreRefusedInWords(String yaml, String problem) {
        assertThat(problems(yaml)).singleElement().asString().startsWith(problem);
    }

    @Test
    void aSecretIsNotRepeated() {
        assertThat(problems("accounts: [{key: a, secret: 'not allowed here'}]"))
            .containsExactly("accounts[0].secret: not allowed, 1 to 128 characters of ASCII "
                + "without blanks");
    }

    @Test
    void atMostAThousandAccountsInAMebibyte(@TempDir Path folder) throws Exception {
        StringBuilder yaml = new StringBuilder("accounts:\n");
        for (int i = 0; i < 1000; i++) {
            yaml.append("- {key: k").append(i).append(", secret: s}\n");
        }
        assertThat(AccountsFile.of(yaml.toString())).hasSize(1000);
        yaml.append("- {key: more, secret: s}\n");
        assertThat(problems(yaml.toString()))
            .containsExactly("accounts: too many, 1001, at most 1000");

        Path file = folder.resolve("accounts.yaml");
        Files.writeString(file, "accounts: [{key: a, secret: s}]\n#" + "x".repeat(1 << 20));
        assertThat(catchThrowableOfType(AccountsFileException.class,
            () -> AccountsFile.read(file)).problems().get(0)).startsWith("too long: ");
    }

    /** Two accounts at one venue, one of them with a key pair: each sees its own orders alone. */
    @Test
    void accountsAreApart() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        List<AccountSpec> accounts = AccountsFile.of("accounts:\n"
            + "  - {key: first, secret: s1}\n  - {key: second, publicKey: '"
            + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())
            + "', balance: 7}\n");
        try (VenueServer venue = VenueServer.launch(new VenueServerOptions(0, false,
            MarketSymbol.DEFAULT, 2000, 42, List.of(), 1, VenueServerOptions.PING_EVERY_NS,
            VenueServerOptions.PONG_WITHIN_NS).withAccounts(accounts), notice -> { })) {
            Trader first = new Trader(venue, "first", "s1");
            first.place("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001");
            assertThat(first.call("GET", "/fapi/v3/positionRisk", "")).hasSize(1);

            String text = "timestamp=" + System.currentTimeMillis();
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            String signature = URLEncoder.encode(
                Base64.getEncoder().encodeToString(signer.sign()), StandardCharsets.UTF_8);
            String signed = "?" + text + "&signature=" + signature;
            assertThat(first.raw("GET", "/fapi/v3/positionRisk" + signed, "", "second").body())
                .isEqualTo("[]");
            assertThat(first.raw("GET", "/fapi/v3/balance" + signed, "", "second").body())
                .contains("\"balance\":\"7.00000000\"");
            assertThat(Trader.ofDefault(venue).refusal("GET", "/fapi/v3/balance", ""))
                .isEqualTo("401 -2015");
        }
    }

    private static List<String> problems(String yaml) {
        return catchThrowableOfType(AccountsFileException.class, () -> AccountsFile.of(yaml))
            .problems();
    }
}
