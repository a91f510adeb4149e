package io.tickwire.transport.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.WindowKind;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the values of the port promise by themselves. */
final class PortValuesTest {
    private static LinkPlan.Group group(int firstLink, int connections) {
        return new LinkPlan.Group(firstLink, connections, "g" + firstLink,
            List.of(new LinkPlan.Stream("A", StreamKind.QUOTE)));
    }

    @Test
    void aLinkBelongsToTheGroupWhoseIdsItIsAmong() {
        LinkPlan plan = new LinkPlan(List.of(group(1, 1), group(2, 3), group(5, 2)));
        assertThat(List.of(1, 2, 4, 5, 6)).extracting(link -> plan.groupOf(link).endpoint())
            .containsExactly("g1", "g2", "g2", "g5", "g5");
        assertThatThrownBy(() -> plan.groupOf(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan.groupOf(7)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"2,1,3,1", "1,2,2,2", "1,2,4,2", "1,0,1,1"})
    void idsHaveNoHoles(int first, int connections, int second, int others) {
        assertThatThrownBy(
            () -> new LinkPlan(List.of(group(first, connections), group(second, others))))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "-1,1", "1,-1"})
    void aWindowAllowsSomethingInSomeTime(long limit, long lengthNs) {
        assertThatThrownBy(() -> new BudgetWindow(WindowKind.SLIDING, limit, lengthNs))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(new BudgetWindow(WindowKind.SLIDING, 1, 1).limit()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "8,true", "9,false"})
    void aVenueHasOneToEightWindows(int count, boolean allowed) {
        List<BudgetWindow> windows = Collections.nCopies(count, BudgetWindow.ofMinute(1));
        if (allowed) {
            assertThat(new VenueTerms(List.of(), windows).windows()).hasSize(count);
        } else {
            assertThatThrownBy(() -> new VenueTerms(List.of(), windows))
                .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aCallCostsInEachWindowWhatIsStatedAndBehindThemNothing() {
        CallTerms.Cost free = new CallTerms.Cost(0, 0);
        CallTerms.Cost second = new CallTerms.Cost(1, 0);
        CallTerms.Cost minute = new CallTerms.Cost(5, 40);
        CallTerms terms = new CallTerms(List.of(second, minute), 50);
        assertThat(List.of(terms.in(0), terms.in(1), terms.in(2)))
            .containsExactly(second, minute, free);
        assertThat(CallTerms.single(2, 5))
            .isEqualTo(new CallTerms(List.of(new CallTerms.Cost(2, 5)), 1));
        assertThat(CallTerms.NONE.in(0)).isEqualTo(free);
    }

    @ParameterizedTest
    @CsvSource({"-1,0,1", "0,-1,1", "1,1,0"})
    void noCostIsNegativeAndACallNamesOneSymbolOrMore(long symbols, long all, int batch) {
        assertThatThrownBy(
            () -> new CallTerms(List.of(new CallTerms.Cost(symbols, all)), batch))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"NONE,1,''", "NONE,0,ping", "PING_FRAME,0,''", "PING_FRAME,1,ping", "TEXT,1,''",
        "TEXT,0,ping", "TEXT,-1,ping"})
    void aKeepAliveThatContradictsItself(KeepAlive.Kind kind, long everyNs, String text) {
        assertThatThrownBy(() -> new KeepAlive(kind, everyNs, text))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(new KeepAlive(KeepAlive.Kind.TEXT, 1, "ping").text()).isEqualTo("ping");
        assertThat(new KeepAlive(KeepAlive.Kind.PING_FRAME, 1, "").everyNs()).isEqualTo(1);
    }

    @Test
    void keysAreNotShown() {
        HttpCall call = HttpCall.postJson(URI.create("https://h/path?signature=SECRET"), "/path",
            Map.of("X-Key", "SECRET"), "{\"pin\":\"SECRET\"}");
        assertThat(call).hasToString("POST /path");
        assertThat(call.bodyKind()).isEqualTo(HttpCall.BodyKind.JSON);
        assertThat(new SocketProtocol.Upgrade(URI.create("wss://h/feed?key=SECRET"),
            Map.of("X-Key", "SECRET"))).hasToString("h/feed [X-Key]");
    }
}
