package dev.recount.database;

import dev.recount.database.place.DatabasePlace;

/**
 * The settings of one database.
 *
 * @param place where it is
 * @param setting the name of the setting that says so
 * @param index which of several it is, from 0 for the home one
 * @param connections the most connections that those who read it may take together, at least 2
 */
public record DatabaseSettings(DatabasePlace place, String setting, int index, int connections) {}
