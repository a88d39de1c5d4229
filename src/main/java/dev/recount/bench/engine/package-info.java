/**
 * Recount itself, from within and over HTTP: its commands, its bulk requests, its recovery and its views.
 */
@NullMarked
package dev.recount.bench.engine;

import org.jspecify.annotations.NullMarked;
