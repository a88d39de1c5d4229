package dev.recount.example.shop.customer;

import dev.recount.example.Text;

/** A postal address. */
public record Address(String street, String postalCode, String city, String country) {

    private static final int LONGEST_LINE = 200;

    boolean isComplete() {
        return Text.isLine(street, LONGEST_LINE)
                && Text.isLine(postalCode, LONGEST_LINE)
                && Text.isLine(city, LONGEST_LINE)
                && Text.isLine(country, LONGEST_LINE);
    }
}
