package dev.recount.example.shop.wishlist;

/** The reasons for which a wish list refuses a command. */
enum WishlistRejection {
    INVALID_PRODUCT,
    TOO_MANY_WISHES
}
