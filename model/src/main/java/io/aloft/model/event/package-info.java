/** Things that happened, as told from one part of the program to another. */
@NullMarked
package io.aloft.model.event;

import org.jspecify.annotations.NullMarked;
