/** What goes wrong around a director: rights, libraries, interfaces, files, scripts, and junk on the wire. */
@NullMarked
package io.aloft.lab.badinput;

import org.jspecify.annotations.NullMarked;
