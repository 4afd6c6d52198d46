/** Hosts and a switch made of network namespaces on this machine. */
@NullMarked
package io.aloft.lab.netns;

import org.jspecify.annotations.NullMarked;
