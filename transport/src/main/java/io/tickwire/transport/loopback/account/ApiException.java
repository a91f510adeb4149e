package io.tickwire.transport.loopback.account;

import io.tickwire.transport.loopback.rest.RestApi;

/** A call that is refused, with the venue's code. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private final int status;
    private final int code;

    /** Without a stack trace, as nothing is wrong with the program. */
    private ApiException(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ApiException badRequest(int code, String message) {
        return new ApiException(RestApi.BAD_REQUEST, code, message);
    }

    static ApiException unauthorized(int code, String message) {
        return new ApiException(UNAUTHORIZED, code, message);
    }

    static ApiException tooManyOrders(String limit) {
        return new ApiException(TOO_MANY_REQUESTS, -1015,
            "Too many new orders; current limit is " + limit + ".");
    }

    static ApiException missing(String parameter) {
        return badRequest(-1102, "Mandatory parameter '" + parameter
            + "' was not sent, was empty/null, or malformed.");
    }

    static ApiException notValid(String parameter) {
        return badRequest(-1130, "Data sent for parameter '" + parameter + "' is not valid.");
    }

    static ApiException invalidSymbol() {
        return badRequest(-1121, "Invalid symbol.");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
