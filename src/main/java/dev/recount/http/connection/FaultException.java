package dev.recount.http.connection;

/** Tells that a request cannot be read, from where it is seen to where it is dealt with. */
final class FaultException extends Exception {

    private static final long serialVersionUID = 1;

    private final HeadFault fault;

    FaultException(HeadFault fault) {
        super(fault.name(), null, false, false);
        this.fault = fault;
    }

    HeadFault fault() {
        return fault;
    }
}
