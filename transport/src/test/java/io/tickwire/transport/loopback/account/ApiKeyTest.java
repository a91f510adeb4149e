package io.tickwire.transport.loopback.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures by the vectors of protocols A6, which were computed elsewhere. */
final class ApiKeyTest {
    private static final String ORDER = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX"
        + "&quantity=0.010&price=83000.10&newClientOrderId=eng-0001&newOrderRespType=RESULT"
        + "&recvWindow=3000&timestamp=1791400000000";
    private static final String SIGNATURE =
        "895b1b996a7e4b50c5aec0db54502588feef6214741e764b7f790065707e6e0b";
    private static final String PUBLIC =
        "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    private static final String ED25519 = "A2vtL14+eY2xbahCLVN7iXpNsgZIAdoeuWswCteQtcZ37sytLRYr9"
        + "FxlYh4JJCGOaAYXu8QiSppsjXczZ+5TCg==";

    private final ApiKey shared = ApiKey.ofSecret("testApiKey0001", "test-secret-0001");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "symbol=BTCUSDT&origClientOrderId=eng-0001&timestamp=1791400001000"
            + "|4a93839903e1062be7449693e6578d0c801a2a1a60949f98e454e43d2056d6f4",
        "timestamp=1791400002000"
            + "|5d02935e6179e1094780b6ad132016d9f4538c097c4cd132547cb7f703cd5f89",
        "symbol=%E6%B5%8B%E8%AF%95USDT&side=BUY&type=MARKET&quantity=1&timestamp=1791400003000"
            + "|f0d95b230bd0fa14411c34a7156f65a57b584123c8890ad84a9b1efff9c3f870",
        ORDER + "|" + SIGNATURE})
    void sharedSecrets(String text, String signature) {
        assertThat(shared.hasSigned(text, signature)).isTrue();
        assertThat(shared.hasSigned(text, signature.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(shared.hasSigned(text + "0", signature)).isFalse();
        assertThat(shared.hasSigned(text, signature.replace('4', '5'))).isFalse();
        assertThat(shared.hasSigned(text, "no hex")).isFalse();
    }

    @Test
    void anotherSecretThatTheVenueItselfPrints() {
        assertThat(ApiKey.ofSecret("k",
            "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9").hasSigned(
            "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC"
                + "&recvWindow=5000&timestamp=1591702613943",
            "3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9")).isTrue();
    }

    @Test
    void keyPairs() throws Exception {
        ApiKey pair = ApiKey.ofPublicKey("k", "-----BEGIN PUBLIC KEY-----\n" + PUBLIC
            + "\n-----END PUBLIC KEY-----\n");

        assertThat(pair.hasSigned(ORDER, ED25519)).isTrue();
        assertThat(pair.hasSigned(ORDER + "0", ED25519)).isFalse();
        assertThat(pair.hasSigned(ORDER, ED25519.replace('A', 'a'))).isFalse();
        assertThat(pair.hasSigned(ORDER, "AAAA")).isFalse();
        assertThat(pair.hasSigned(ORDER, "no base64")).isFalse();
        assertThatThrownBy(() -> ApiKey.ofPublicKey("k", PUBLIC.substring(8)))
            .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> ApiKey.ofPublicKey("k", "no base64!"))
            .isInstanceOf(GeneralSecurityException.class);
    }

    /** Query and body are joined without a separator; the signature may be in either. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a=1&b=2&signature=x||a=1&b=2", "signature=x&a=1||&a=1",
        "a=1|b=2&signature=x|a=1b=2", "a=1&signature=x|b=2|a=1b=2", "|b=2&signature=x|b=2",
        "a=signature=1|signature=|a=signature=1"})
    void whatIsSigned(String query, String body, String text) {
        assertThat(new ApiRequest("GET", "/", query == null ? "" : query,
            body == null ? "" : body, null).signedText()).isEqualTo(text);
    }

    @Test
    void theMixedCallOfTheBook() {
        ApiRequest request = ApiRequest.of("POST",
            "/fapi/v1/order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX",
            "quantity=0.010&price=83000.10&newClientOrderId=eng-0001&newOrderRespType=RESULT"
                + "&recvWindow=3000&timestamp=1791400000000&signature=x", "k");

        assertThat(shared.hasSigned(request.signedText(),
            "8ab9f5f4f68e2a3cb5a38a3b2b9f86345776b69ae0d49064892e0825c853d3b4")).isTrue();
    }
}
