/** Production virtual routers on a simulated LAN in virtual time: everything that happens follows from one seed. */
@NullMarked
package io.aloft.lab.sim;

import org.jspecify.annotations.NullMarked;
