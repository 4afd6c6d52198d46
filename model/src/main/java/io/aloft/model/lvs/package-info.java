/** What virtual servers, their real servers and checkers are configured to do. */
@NullMarked
package io.aloft.model.lvs;

import org.jspecify.annotations.NullMarked;
