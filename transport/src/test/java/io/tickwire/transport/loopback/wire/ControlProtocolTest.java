package io.tickwire.transport.loopback.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlProtocolTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Subscriptions subscriptions =
        new Subscriptions(new StreamPath(StreamEndpoint.MARKET, false, List.of()));

    @ParameterizedTest
    @ValueSource(strings = {"11", "0", "-3", "9223372036854775807", "null",
        "\"7f1c0a52-2f3e-4c55-9f5a-0c2f1a3b4c5d\"", "\"\\\"quoted\\\"\""})
    void echoesTheIdVerbatim(String id) {
        assertThat(answer("{\"method\":\"SUBSCRIBE\",\"params\":[\"a@ticker\"],\"id\":" + id + '}'))
            .isEqualTo("{\"result\":null,\"id\":" + id + '}');
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "[]", "true", "9223372036854775808",
        "\"1234567890123456789012345678901234567\""})
    void refusesOtherIds(String id) {
        assertThat(code("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + id + '}')).isEqualTo(2);
    }

    @Test
    void listsWhatWasSubscribedWhateverItIs() {
        answer("{\"method\":\"SUBSCRIBE\",\"params\":[\"BTCUSDT@nothing\",\"b@depth\"],\"id\":1}");
        answer("{\"method\":\"SUBSCRIBE\",\"params\":[\"b@depth\",\"c@ticker\"],\"id\":2}");
        assertThat(answer("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"b@depth\",\"never\"],"
            + "\"id\":3}")).isEqualTo("{\"result\":null,\"id\":3}");
        assertThat(answer("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":4}"))
            .isEqualTo("{\"result\":[\"BTCUSDT@nothing\",\"c@ticker\"],\"id\":4}");
    }

    @Test
    void setsAndTellsTheEnvelope() {
        String get = "{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":14}";
        assertThat(answer(get)).isEqualTo("{\"result\":false,\"id\":14}");
        assertThat(answer("{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":15}"))
            .isEqualTo("{\"result\":null,\"id\":15}");
        assertThat(answer(get)).isEqualTo("{\"result\":true,\"id\":14}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0|{'method':'SET_PROPERTY','params':['other',true],'id':1}",
        "0|{'method':'GET_PROPERTY','params':['other'],'id':1}",
        "1|{'method':'SET_PROPERTY','params':['combined','true'],'id':1}",
        "1|{'method':'SET_PROPERTY','params':['combined'],'id':1}",
        "2|{'method':'SET_PROPERTY','params':[5,true],'id':1}",
        "2|{'method':'SET_PROPERTY','params':['combined',true,1],'id':1}",
        "2|{'method':'SET_PROPERTY','id':1}",
        "2|{'method':'NOTHING','id':1}", "2|{'params':[],'id':1}",
        "2|{'method':'SUBSCRIBE','params':'a','id':1}",
        "2|{'method':'SUBSCRIBE','params':[1],'id':1}",
        "2|{'method':'SUBSCRIBE','id':1}", "2|[1]", "2|5",
        "3|{'method':'SUBSCRIBE'", "3|hello", "3|{'id':1}{'id':2}"})
    void answersErrorsWithTheirCode(int code, String message) {
        assertThat(code(message.replace('\'', '"'))).isEqualTo(code);
        assertThat(ControlProtocol.answer(
            message.replace('\'', '"'), subscriptions, false).closes())
            .isFalse();
    }

    @Test
    void whereNobodyMaySubscribeTheErrorNamesNoRequest() throws Exception {
        JsonNode error = JSON.readTree(ControlProtocol.answer(
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"b@depth\"],\"id\":1}", subscriptions, true)
            .text());
        assertThat(error.get("error").get("code").asInt()).isEqualTo(2);
        assertThat(error.get("id").isNull()).isTrue();
        assertThat(subscriptions.list()).isEmpty();
        assertThat(ControlProtocol.answer("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":4}",
            subscriptions, true).text()).isEqualTo("{\"result\":[],\"id\":4}");
    }

    @Test
    void oneStreamTooManyClosesAndAddsNothing() throws Exception {
        List<String> most = IntStream.range(0, 1024).mapToObj(i -> i + "@ticker").toList();
        assertThat(answer("{\"method\":\"SUBSCRIBE\",\"params\":" + JSON.writeValueAsString(most)
            + ",\"id\":1}")).isEqualTo("{\"result\":null,\"id\":1}");
        assertThat(answer("{\"method\":\"SUBSCRIBE\",\"params\":[\"7@ticker\"],\"id\":2}"))
            .isEqualTo("{\"result\":null,\"id\":2}");

        assertThat(ControlProtocol.answer(
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"more@ticker\"],\"id\":3}", subscriptions,
            false))
            .isEqualTo(new ControlReply(
                "{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":3}", true));
        assertThat(subscriptions.list()).hasSize(1024);
    }

    @Test
    void budgetIsABurstAndARate() {
        ControlBudget budget = new ControlBudget(0);
        for (int i = 0; i < 15; i++) {
            assertThat(budget.take(99_999_999, ControlBudget.USUAL)).isTrue();
        }
        assertThat(budget.take(99_999_999, ControlBudget.USUAL)).isFalse();
        assertThat(budget.take(100_000_000, ControlBudget.USUAL)).isTrue();
        assertThat(budget.take(199_999_999, ControlBudget.USUAL)).isFalse();
        for (int i = 0; i < 15; i++) {
            assertThat(budget.take(3_600_000_000_000L, ControlBudget.USUAL)).isTrue();
        }
        assertThat(budget.take(3_600_000_000_000L, ControlBudget.USUAL)).isFalse();
    }

    private String answer(String message) {
        return ControlProtocol.answer(message, subscriptions, false).text();
    }

    private int code(String message) {
        try {
            JsonNode reply = JSON.readTree(answer(message));
            assertThat(reply.path("error").path("msg").asText()).isNotEmpty();
            assertThat(reply.has("id")).isTrue();
            return reply.path("error").path("code").asInt(-1);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + answer(message), e);
        }
    }
}
