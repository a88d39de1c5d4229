/** The endpoints with which operators begin migrations, and watch them. */
@NullMarked
package dev.recount.http.migrations;

import org.jspecify.annotations.NullMarked;
