/**
 * The endpoints that tell of processes: which there are, what each waits for, which are stuck, and how one went; and
 * the one by which a timer is due before its time.
 *
 * <p>It owns the JSON of these answers. It decides nothing about processes.
 */
@NullMarked
package dev.recount.http.processes;

import org.jspecify.annotations.NullMarked;
