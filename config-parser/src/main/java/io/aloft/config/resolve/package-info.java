/** Drafts become the image: defaults, references, checks that need more than one statement. */
@NullMarked
package io.aloft.config.resolve;

import org.jspecify.annotations.NullMarked;
