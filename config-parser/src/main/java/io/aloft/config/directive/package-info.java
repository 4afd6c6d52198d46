/** The table of every keyword: where it stands, what it takes, and how far Aloft supports it. */
@NullMarked
package io.aloft.config.directive;

import org.jspecify.annotations.NullMarked;
