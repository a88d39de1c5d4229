/**
 * What can be asked of a view's rows, checked against its columns. It knows neither SQL nor HTTP.
 */
@NullMarked
package dev.recount.view.query;

import org.jspecify.annotations.NullMarked;
