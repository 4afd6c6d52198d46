/** Text stages: files, comments, conditional lines, definitions, generators and includes become one text. */
@NullMarked
package io.aloft.config.source;

import org.jspecify.annotations.NullMarked;
