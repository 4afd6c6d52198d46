/** Programs that the operator wants to be run. */
@NullMarked
package io.aloft.model.script;

import org.jspecify.annotations.NullMarked;
