package dev.recount.example.shop.stock;

import java.math.BigDecimal;

/** The description of a product for customers. */
public record Product(String name, String description, String category, BigDecimal price) {

    Product at(BigDecimal newPrice) {
        return new Product(name, description, category, newPrice);
    }
}
