/** {@code HTTP_GET}: request bytes, bounded reading of the response, and its judgement. */
@NullMarked
package io.aloft.checkers.http;

import org.jspecify.annotations.NullMarked;
