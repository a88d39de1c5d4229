/** Commands to several streams at once, over HTTP: their request, and what is answered. */
@NullMarked
package dev.recount.http.transactions;

import org.jspecify.annotations.NullMarked;
