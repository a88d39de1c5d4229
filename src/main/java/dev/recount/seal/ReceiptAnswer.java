package dev.recount.seal;

/** An answer to who asks for a receipt. */
public sealed interface ReceiptAnswer {

    /** The receipt. */
    record Given(Receipt receipt) implements ReceiptAnswer {}

    /** There is no such entry. */
    record Unknown() implements ReceiptAnswer {}

    /** The entry is not sealed yet. */
    record NotYet() implements ReceiptAnswer {}

    /** The receipt would be given without what is stored, which was deleted when it was old enough. */
    record Away() implements ReceiptAnswer {}
}
