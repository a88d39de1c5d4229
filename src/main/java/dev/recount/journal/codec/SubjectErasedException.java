package dev.recount.journal.codec;

import dev.recount.model.personal.Subject;

/** Something is personal data of somebody who is erased, and can be kept no more. Nothing was written. */
public final class SubjectErasedException extends UnsealedException {

    private static final long serialVersionUID = 1L;

    SubjectErasedException(Subject subject) {
        super(subject + " is erased, and no personal data of theirs is kept any more");
    }
}
