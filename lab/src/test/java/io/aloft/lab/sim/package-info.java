/** Runs many seeds, and broken routers, through the simulated LAN. */
@NullMarked
package io.aloft.lab.sim;

import org.jspecify.annotations.NullMarked;
