/**
 * Clients that pay into accounts over HTTP: one command in a request, or many; they cost as little as can be.
 */
@NullMarked
package dev.recount.bench.engine.http;

import org.jspecify.annotations.NullMarked;
