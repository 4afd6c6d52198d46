/** {@code HTTP_GET}: request bytes, bounded reading of the response, and its judgement; what SSL_GET and genhash share. */
@NullMarked
package io.aloft.checkers.http;

import org.jspecify.annotations.NullMarked;
