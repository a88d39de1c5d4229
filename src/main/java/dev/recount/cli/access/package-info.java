/** The commands that look after those who may use a server: users, and holders of API keys. */
@NullMarked
package dev.recount.cli.access;

import org.jspecify.annotations.NullMarked;
