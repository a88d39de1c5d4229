/**
 * The lock on the port on which nodes talk to each other: certificates, the files of a node, and the authority.
 *
 * <p>It knows nothing of nodes but their names.
 */
@NullMarked
package dev.recount.cluster.tls;

import org.jspecify.annotations.NullMarked;
