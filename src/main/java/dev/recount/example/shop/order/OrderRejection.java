package dev.recount.example.shop.order;

/** The reasons for which an order refuses a command. */
enum OrderRejection {
    NOT_PLACED,
    ALREADY_PLACED,
    INVALID_PURCHASE,
    NOT_CONFIRMED,
    ALREADY_CONFIRMED,
    WRONG_AMOUNT,
    NOT_PAID,
    ALREADY_PAID,
    INVALID_SHIPMENT,
    ALREADY_SHIPPED,
    REFUNDED,
    CANCELLED
}
