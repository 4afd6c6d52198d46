/** Aloft and keepalived on one LAN. */
@NullMarked
package io.aloft.lab.interop;

import org.jspecify.annotations.NullMarked;
