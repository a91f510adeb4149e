package io.tickwire.transport.loopback.account;

import io.tickwire.engine.market.account.OrderLimits;
import io.tickwire.engine.market.account.OrderRefusal;

/** What the venue says where an order is not taken (protocols A5). */
final class Refusals {
    private Refusals() {
    }

    static ApiException of(OrderRefusal why) {
        return switch (why) {
            case PRICE_NOT_POSITIVE -> refusal(-4001, "Price less than or equal to zero.");
            case PRICE_TOO_HIGH -> refusal(-4002, "Price greater than max price.");
            case QUANTITY_NOT_POSITIVE -> refusal(-4003, "Quantity less than or equal to zero.");
            case QUANTITY_TOO_LOW -> refusal(-4004, "Quantity less than min quantity.");
            case QUANTITY_TOO_HIGH -> refusal(-4005, "Quantity greater than max quantity.");
            case PRICE_TOO_LOW -> refusal(-4013, "Price less than min price.");
            case PRICE_OFF_TICK -> refusal(-4014, "Price not increased by tick size.");
            case ABOVE_BAND -> refusal(-4016, "Limit price can't be that far above the mark.");
            case QUANTITY_OFF_LOT -> refusal(-4023, "Qty not increased by step size.");
            case BELOW_BAND -> refusal(-4024, "Limit price can't be that far below the mark.");
            case NOTIONAL_TOO_SMALL -> refusal(-4164, "Order's notional must be no smaller than "
                + OrderLimits.MIN_NOTIONAL + " (unless you choose reduce only).");
            case DUPLICATE_CLIENT_ID -> refusal(-4116, "ClientOrderId is duplicated.");
            case TOO_MANY_ORDERS -> refusal(-2025, "Reach max open order limit.");
            case MARGIN_INSUFFICIENT -> refusal(-2019, "Margin is insufficient.");
            case NOTHING_TO_REDUCE -> refusal(-2022, "ReduceOnly Order is rejected.");
            case NOT_WHOLE -> refusal(-5021, "Due to the order could not be filled immediately, "
                + "the FOK order has been rejected. The order will not be recorded in the order "
                + "history.");
            case WOULD_TAKE -> refusal(-5022, "Due to the order could not be executed as maker, "
                + "the Post Only order will be rejected. The order will not be recorded in the "
                + "order history.");
            case NOT_OPEN -> refusal(-2011, "Unknown order sent.");
            case NOT_LIMIT -> refusal(-1116, "Invalid orderType.");
            case NOTHING_TO_CHANGE -> refusal(-5027, "No need to modify the order.");
            case TOO_MANY_CHANGES -> refusal(-5026, "Exceed maximum modify order limit.");
        };
    }

    private static ApiException refusal(int code, String message) {
        return ApiException.badRequest(code, message);
    }
}
