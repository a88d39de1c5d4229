package dev.recount.example.shop.traffic;

import dev.recount.example.shop.customer.Address;
import dev.recount.example.shop.customer.CustomerCommand.Register;
import dev.recount.model.personal.Personal;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** People who do not exist. */
final class People {

    private static final List<String> FIRST_NAMES =
            List.of("Anna", "Bo", "Carla", "Dmitri", "Emma", "Femi", "Greta", "Hana", "Ivan", "Jun", "Karim", "Lea");
    private static final List<String> LAST_NAMES = List.of(
            "Andersson", "Bauer", "Costa", "Dvorak", "Eriksen", "Fischer", "Garcia", "Horvat", "Ito", "Jansen", "Kaya");
    private static final List<String> STREETS =
            List.of("Mill Lane", "Station Road", "Harbour Street", "Garden Row", "Church Square", "Long Alley");
    private static final List<Town> TOWNS = List.of(
            new Town("20095", "Hamburg", "DE"),
            new Town("1011 AB", "Amsterdam", "NL"),
            new Town("110 00", "Praha", "CZ"),
            new Town("69001", "Lyon", "FR"),
            new Town("50121", "Firenze", "IT"),
            new Town("4051", "Basel", "CH"));

    private final Random random;

    People(Random random) {
        this.random = random;
    }

    private record Town(String postalCode, String name, String country) {}

    Register anyone(String id) {
        String first = any(FIRST_NAMES);
        String last = any(LAST_NAMES);
        return new Register(Personal.of(first + " " + last), email(first + "." + last, id), address());
    }

    Personal<Address> address() {
        Town town = any(TOWNS);
        String street = any(STREETS) + " " + (1 + random.nextInt(120));
        return Personal.of(new Address(street, town.postalCode(), town.name(), town.country()));
    }

    Personal<String> email(String who, String id) {
        return Personal.of((who + "+" + id).toLowerCase(Locale.ROOT) + "@example.org");
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
