/** Each checker of Aloft and the real server that it is made for: up, stopped, answering wrongly. */
@NullMarked
package io.aloft.lab.servers;

import org.jspecify.annotations.NullMarked;
