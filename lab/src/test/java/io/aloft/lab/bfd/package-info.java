/** BFD sessions between Aloft and keepalived. */
@NullMarked
package io.aloft.lab.bfd;

import org.jspecify.annotations.NullMarked;
