package io.aloft.daemon.http;

/**
 * What the daemon answers.
 *
 * @param status of HTTP (RFC 9110 section 15)
 * @param type of the content, {@code Content-Type}
 * @param content text
 */
record Answer(int status, String type, String content) {

    static Answer text(String content) {
        return new Answer(200, "text/plain; charset=utf-8", content);
    }

    static Answer json(String content) {
        return new Answer(200, "application/json", content);
    }

    /** Something that cannot be done, and what to do instead, in one sentence. */
    static Answer problem(int status, String sentence) {
        return new Answer(status, "text/plain; charset=utf-8", sentence + "\n");
    }
}
