package dev.recount.example.shop.cart;

/** The reasons for which a cart refuses a command. */
enum CartRejection {
    NOT_OPEN,
    ALREADY_OPEN,
    CHECKED_OUT,
    INVALID_CUSTOMER,
    INVALID_PRODUCT,
    INVALID_QUANTITY,
    INVALID_PRICE,
    NOT_IN_CART,
    TOO_MANY_ITEMS,
    CART_IS_EMPTY
}
