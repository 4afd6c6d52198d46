/** What befalls a whole daemon, told in sequence: its log, its kernel and its wire, beside keepalived where that does the same. */
@NullMarked
package io.aloft.lab.stories;

import org.jspecify.annotations.NullMarked;
