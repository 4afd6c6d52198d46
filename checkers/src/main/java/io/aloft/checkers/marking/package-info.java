/** Firewall marks in the place of groups: which mark stands for which group, and the nftables rules that set it; pure. */
@NullMarked
package io.aloft.checkers.marking;

import org.jspecify.annotations.NullMarked;
