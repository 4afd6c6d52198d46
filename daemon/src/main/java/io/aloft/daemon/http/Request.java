package io.aloft.daemon.http;

import java.util.Map;

/**
 * What somebody asks of the daemon.
 *
 * @param method {@code GET} or {@code POST}; others are turned away before
 * @param path without the query
 * @param parameters of the query and of a form in the body; the last value of each name
 */
record Request(String method, String path, Map<String, String> parameters) {

    Request {
        parameters = Map.copyOf(parameters);
    }

    /** The value of a parameter; empty when it was not given. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
