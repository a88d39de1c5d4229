/** Stores of objects, that talk as Amazon S3 does, as places of files. It does not know what is in them. */
@NullMarked
package dev.recount.archive.s3;

import org.jspecify.annotations.NullMarked;
