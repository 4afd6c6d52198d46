/** Facts about this machine that a configuration is checked against: interfaces, accounts, files. */
@NullMarked
package io.aloft.config.host;

import org.jspecify.annotations.NullMarked;
