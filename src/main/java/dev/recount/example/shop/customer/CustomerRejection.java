package dev.recount.example.shop.customer;

/** The reasons for which a customer's record refuses a command. */
enum CustomerRejection {
    NOT_REGISTERED,
    ALREADY_REGISTERED,
    INVALID_NAME,
    INVALID_EMAIL,
    INCOMPLETE_ADDRESS
}
