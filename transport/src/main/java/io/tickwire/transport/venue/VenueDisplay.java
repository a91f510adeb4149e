package io.tickwire.transport.venue;

import io.tickwire.engine.event.StreamKind;

/** What people read of a venue. */
public interface VenueDisplay {
    /** Where the venue is not known, as in journals of others. */
    VenueDisplay PLAIN = new VenueDisplay() {
        @Override
        public String silentReason(StreamKind kind) {
            return "acknowledged but silent";
        }

        @Override
        public String price(String amount) {
            return amount;
        }

        @Override
        public String money(String amount) {
            return amount;
        }
    };

    /**
     * What may be wrong with a stream whose socket was acknowledged and never brought a tick.
     *
     * @param kind of the stream
     * @return a reason, such as {@code acknowledged but silent: aggTrade is served on /market}
     */
    String silentReason(StreamKind kind);

    /**
     * A price with the sign of its currency.
     *
     * @param amount plain decimal
     * @return such as {@code $83733.20}
     */
    String price(String amount);

    /**
     * An amount of the currency in which the venue settles.
     *
     * @param amount plain decimal
     * @return such as {@code 10000.00 USDT}
     */
    String money(String amount);
}
