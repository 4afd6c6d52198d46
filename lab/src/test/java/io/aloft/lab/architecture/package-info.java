/** The shape of the code as tests: arrows between modules, pure packages, library borders, banned calls, source rules. */
@NullMarked
package io.aloft.lab.architecture;

import org.jspecify.annotations.NullMarked;
