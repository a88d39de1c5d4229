/** Domains: the stream types, views and handlers that are served together. */
@NullMarked
package dev.recount.model.domain;

import org.jspecify.annotations.NullMarked;
