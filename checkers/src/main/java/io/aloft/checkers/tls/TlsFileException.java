package io.aloft.checkers.tls;

/** A file of the block {@code SSL} cannot be used; the message names it and says why. */
public final class TlsFileException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param keyword of the block
     * @param file as written
     * @param why in words for the operator
     */
    TlsFileException(String keyword, String file, String why) {
        super("SSL error : Cant load " + keyword + " file " + file + ": " + why);
    }
}
