/** What the loader tells the operator: positions, severities, keepalived's status classes. */
@NullMarked
package io.aloft.config.diagnostic;

import org.jspecify.annotations.NullMarked;
