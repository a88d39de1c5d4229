/**
 * Sessions, for programs that send one command after another: each message of a WebSocket is a line as bulk requests
 * have them, and is carried out as those are.
 */
@NullMarked
package dev.recount.http.session;

import org.jspecify.annotations.NullMarked;
