/**
 * Domains to copy from: a {@linkplain dev.recount.example.bank bank}, a {@linkplain dev.recount.example.shop shop}, a
 * {@linkplain dev.recount.example.hotel hotel} and a {@linkplain dev.recount.example.courses school}.
 *
 * <p>It owns what several have to say about money and texts, and no rules of any. They know nothing of each other.
 */
@NullMarked
package dev.recount.example;

import org.jspecify.annotations.NullMarked;
