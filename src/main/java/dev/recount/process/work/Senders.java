package dev.recount.process.work;

import dev.recount.model.Principal;

/** The handlers of one kind of process, which alone tell its streams anything. */
record Senders(String process) {

    String inputs() {
        return process + "-inputs";
    }

    String steps() {
        return process + "-steps";
    }

    boolean include(Principal sender) {
        return sender.equals(Principal.ofHandler(inputs())) || sender.equals(Principal.ofHandler(steps()));
    }
}
