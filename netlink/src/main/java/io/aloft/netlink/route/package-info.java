/** Links and addresses through rtnetlink. */
@NullMarked
package io.aloft.netlink.route;

import org.jspecify.annotations.NullMarked;
