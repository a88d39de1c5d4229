/** The places in which files are stored once and never changed. It does not know what is in them. */
@NullMarked
package dev.recount.archive.storage;

import org.jspecify.annotations.NullMarked;
