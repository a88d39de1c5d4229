/**
 * Questions to views: as they are put, by names and texts, and as queries of the columns of the generation that answers
 * them. It knows neither SQL nor HTTP.
 */
@NullMarked
package dev.recount.view.query;

import org.jspecify.annotations.NullMarked;
