package dev.recount.example.shop.stock;

/** The reasons for which a product's stock refuses a command. */
enum StockRejection {
    NOT_OFFERED,
    ALREADY_OFFERED,
    INVALID_PRODUCT,
    INVALID_PRICE,
    INVALID_QUANTITY,
    INVALID_ORDER,
    OUT_OF_STOCK,
    RESERVED_OTHERWISE
}
