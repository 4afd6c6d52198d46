/** What each diagnostic code means and how to mend it: text for people, read when somebody asks. */
@NullMarked
package io.aloft.config.codes;

import org.jspecify.annotations.NullMarked;
