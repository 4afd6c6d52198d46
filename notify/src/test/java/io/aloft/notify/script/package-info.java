/** Tests with real scripts and real processes. */
@NullMarked
package io.aloft.notify.script;

import org.jspecify.annotations.NullMarked;
