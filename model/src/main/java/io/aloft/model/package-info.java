/** What a configuration means and what happened: immutable records that every other module may use. */
@NullMarked
package io.aloft.model;

import org.jspecify.annotations.NullMarked;
