/** The callers of requests: what a request shows of who sends it, and who that is. */
@NullMarked
package dev.recount.http.caller;

import org.jspecify.annotations.NullMarked;
