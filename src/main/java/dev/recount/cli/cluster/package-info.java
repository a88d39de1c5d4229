/** The commands that make what nodes need to become a cluster. They ask no server. */
@NullMarked
package dev.recount.cli.cluster;

import org.jspecify.annotations.NullMarked;
