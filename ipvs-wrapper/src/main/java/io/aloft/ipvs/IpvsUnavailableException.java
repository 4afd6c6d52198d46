package io.aloft.ipvs;

/** IPVS cannot be talked to at all: the message says what is missing and what the operator can do about it. */
public final class IpvsUnavailableException extends Exception {

    private static final long serialVersionUID = 1;

    public IpvsUnavailableException(String message) {
        super(message);
    }

    public IpvsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
