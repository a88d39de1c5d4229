/**
 * Questions to views over HTTP, and what operators tell them. Translation alone: what can be asked and how it is
 * answered is the views' own.
 */
@NullMarked
package dev.recount.http.views;

import org.jspecify.annotations.NullMarked;
