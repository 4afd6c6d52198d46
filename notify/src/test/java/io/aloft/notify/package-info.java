/** Tests with real scripts; nothing here is a stand-in. */
@NullMarked
package io.aloft.notify;

import org.jspecify.annotations.NullMarked;
