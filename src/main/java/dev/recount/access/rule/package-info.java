/** The rules of who may do what: which rights on which streams, commands and views the roles of a caller give. */
@NullMarked
package dev.recount.access.rule;

import org.jspecify.annotations.NullMarked;
