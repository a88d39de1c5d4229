/**
 * Domains to copy from: a {@linkplain dev.recount.example.bank bank} and a {@linkplain dev.recount.example.shop shop}.
 *
 * <p>It owns what both have to say about money, and no rules of either. The two know nothing of each other.
 */
@NullMarked
package dev.recount.example;

import org.jspecify.annotations.NullMarked;
