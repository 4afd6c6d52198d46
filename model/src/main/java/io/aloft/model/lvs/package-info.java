/** What one virtual server and its real servers are configured to do. */
@NullMarked
package io.aloft.model.lvs;

import org.jspecify.annotations.NullMarked;
