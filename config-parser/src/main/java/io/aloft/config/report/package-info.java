/** What the diagnostics of a check look like: text with the source line, JSON, SARIF. */
@NullMarked
package io.aloft.config.report;

import org.jspecify.annotations.NullMarked;
