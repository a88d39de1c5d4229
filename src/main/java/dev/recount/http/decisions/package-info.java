/** The decisions on a stream's commands over HTTP: questions of requests translated, pages of decisions as JSON. */
@NullMarked
package dev.recount.http.decisions;

import org.jspecify.annotations.NullMarked;
