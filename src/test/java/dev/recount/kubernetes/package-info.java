/** The manifests by which Kubernetes runs nodes. */
@NullMarked
package dev.recount.kubernetes;

import org.jspecify.annotations.NullMarked;
