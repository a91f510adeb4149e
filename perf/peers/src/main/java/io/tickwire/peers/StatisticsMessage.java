package io.tickwire.peers;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A 24hrTicker in its envelope, with all its fields. */
final class StatisticsMessage {
    @JsonProperty("stream")
    String stream;
    @JsonProperty("data")
    Data data;

    static final class Data {
        @JsonProperty("e")
        String event;
        @JsonProperty("E")
        long eventMs;
        @JsonProperty("s")
        String symbol;
        @JsonProperty("ps")
        String pair;
        @JsonProperty("p")
        double change;
        @JsonProperty("P")
        double changePercent;
        @JsonProperty("w")
        double average;
        @JsonProperty("c")
        double last;
        @JsonProperty("Q")
        double lastQuantity;
        @JsonProperty("o")
        double open;
        @JsonProperty("h")
        double high;
        @JsonProperty("l")
        double low;
        @JsonProperty("v")
        double volume;
        @JsonProperty("q")
        double quoteVolume;
        @JsonProperty("O")
        long openMs;
        @JsonProperty("C")
        long closeMs;
        @JsonProperty("F")
        long firstId;
        @JsonProperty("L")
        long lastId;
        @JsonProperty("n")
        long count;
        @JsonProperty("st")
        int settledIn;
    }
}
