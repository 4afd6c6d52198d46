/** Reads keepalived.conf: text stages, a small grammar, one table of directives, an image with diagnostics. */
@NullMarked
package io.aloft.config;

import org.jspecify.annotations.NullMarked;
