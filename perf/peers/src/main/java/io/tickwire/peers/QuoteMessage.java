package io.tickwire.peers;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A bookTicker in its envelope, with all its fields. */
final class QuoteMessage {
    @JsonProperty("stream")
    String stream;
    @JsonProperty("data")
    Data data;

    static final class Data {
        @JsonProperty("e")
        String event;
        @JsonProperty("u")
        long updateId;
        @JsonProperty("s")
        String symbol;
        @JsonProperty("ps")
        String pair;
        @JsonProperty("b")
        double bid;
        @JsonProperty("B")
        double bidQuantity;
        @JsonProperty("a")
        double ask;
        @JsonProperty("A")
        double askQuantity;
        @JsonProperty("T")
        long transactMs;
        @JsonProperty("E")
        long eventMs;
        @JsonProperty("st")
        int settledIn;
    }
}
