/** Addresses as values: no name lookup, no platform types. */
@NullMarked
package io.aloft.model.net;

import org.jspecify.annotations.NullMarked;
