/** What {@code SSL_GET} adds to {@code HTTP_GET}: TLS as a client that verifies nobody and may show a certificate of its own. */
@NullMarked
package io.aloft.checkers.tls;

import org.jspecify.annotations.NullMarked;
