package dev.recount.privacy;

import dev.recount.database.sql.DatabaseException;
import dev.recount.model.personal.Subject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The keys where there is no personal data. */
enum NoKeys implements Keys {
    NONE;

    @Override
    public boolean areKept() {
        return false;
    }

    @Override
    public String code(byte[] data) {
        throw new IllegalStateException("there are no keys here by which personal data could be kept");
    }

    @Override
    public Optional<KeyState> known(Subject subject) {
        return Optional.empty();
    }

    @Override
    public KeyState of(Subject subject) {
        throw new DatabaseException("personal data of " + subject
                + " is stored, and no keys are open here by which it could be read: no stream type has any");
    }

    @Override
    public void read(Set<Subject> subjects) {} // none are there

    @Override
    public CompletionStage<Void> prepare(Set<Subject> subjects) {
        return CompletableFuture.failedFuture(
                new IllegalStateException("there are no keys here by which personal data could be sealed"));
    }
}
