/** The commands that forget a person, and that look after the keys of personal data. */
@NullMarked
package dev.recount.cli.privacy;

import org.jspecify.annotations.NullMarked;
