/** Directors under test: Aloft and the real keepalived behind one face. */
@NullMarked
package io.aloft.lab.node;

import org.jspecify.annotations.NullMarked;
