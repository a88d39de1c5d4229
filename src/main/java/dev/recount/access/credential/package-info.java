/**
 * Credentials: what callers show of themselves, and what holds it against what is known. What is known stands in files,
 * which are read again when they change, or with the issuers of tokens.
 */
@NullMarked
package dev.recount.access.credential;

import org.jspecify.annotations.NullMarked;
