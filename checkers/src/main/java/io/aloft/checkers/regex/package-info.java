/** Regular expressions of PCRE2 on the JDK's engine: translated, and bounded in what they may cost. */
@NullMarked
package io.aloft.checkers.regex;

import org.jspecify.annotations.NullMarked;
