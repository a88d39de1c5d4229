/**
 * Pages of other sites that may ask this server out of a browser, because the settings name them (CORS). It follows
 * from the table of endpoints what they may do.
 */
@NullMarked
package dev.recount.http.origin;

import org.jspecify.annotations.NullMarked;
