package dev.recount.example.shop.traffic;

import dev.recount.example.shop.stock.StockCommand.Offer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** The articles that the made-up shop sells; those that come first sell best. */
record Article(String product, Offer offer, int delivery) {

    private static final List<Article> ALL = List.of(
            article("espresso-beans", "Espresso beans", "1 kg, dark roast", "coffee", "18.90", 60),
            article("filter-papers", "Filter papers", "100 pieces, size 4", "coffee", "3.50", 80),
            article("green-tea", "Green tea", "100 g of sencha", "tea", "9.80", 40),
            article("mug", "Mug", "Stoneware, 300 ml", "kitchen", "12.00", 40),
            article("dark-chocolate", "Dark chocolate", "100 g, 85 % cocoa", "sweets", "4.20", 60),
            article("milk-frother", "Milk frother", "Electric, 150 ml", "kitchen", "39.00", 20),
            article("teapot", "Teapot", "Cast iron, 1 litre", "tea", "64.00", 15),
            article("hand-grinder", "Hand grinder", "Steel burrs", "coffee", "119.00", 12),
            article("notebook", "Notebook", "Dotted, 192 pages", "paper", "16.50", 30),
            article("fountain-pen", "Fountain pen", "Medium nib", "paper", "89.00", 10),
            article("cookbook", "Cookbook", "Twelve months of soup", "books", "28.00", 15),
            article("detective-novel", "Detective novel", "The ledger that knew too much", "books", "11.00", 25),
            article("headphones", "Headphones", "Over the ear, wireless", "electronics", "249.00", 10),
            article("desk-lamp", "Desk lamp", "Warm light, dimmable", "electronics", "74.50", 10),
            article("espresso-machine", "Espresso machine", "Two boilers", "coffee", "899.00", 6),
            article("signed-print", "Signed print", "An edition of few", "paper", "150.00", 2));

    static List<Article> all() {
        return ALL;
    }

    private static Article article(
            String product, String name, String description, String category, String price, int delivery) {
        return new Article(product, new Offer(name, description, category, new BigDecimal(price)), delivery);
    }

    /** Returns one of them: the first half as often as the square root of chance will have it. */
    static Article any(Random random) {
        double chance = random.nextDouble();
        return ALL.get((int) (chance * chance * ALL.size()));
    }

    BigDecimal price() {
        return offer.price();
    }

    int reorderPoint() {
        return delivery / 4;
    }
}
