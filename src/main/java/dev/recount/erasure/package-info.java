/**
 * The erasure of persons: their keys are destroyed, what is in memory and in rows of views is forgotten, and the log
 * and a certificate tell of it. And what is held of a person, before.
 *
 * <p>It knows where personal data may be beside the journal, and asks each of those places to let go of it.
 */
@NullMarked
package dev.recount.erasure;

import org.jspecify.annotations.NullMarked;
