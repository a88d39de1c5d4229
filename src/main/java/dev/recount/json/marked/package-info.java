/**
 * Personal data in whole JSON documents: found by its marks, sealed and opened again, and made plain for everybody
 * outside. All else in a document stays as it is.
 *
 * <p>It knows no key and no place where documents are kept.
 */
@NullMarked
package dev.recount.json.marked;

import org.jspecify.annotations.NullMarked;
