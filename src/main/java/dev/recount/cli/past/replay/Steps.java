package dev.recount.cli.past.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of the past, and the one among them that a person looks at. Of pages that were passed, it knows where the
 * server has them, and no more.
 */
final class Steps {

    private final StepPages pages;
    private final List<StepPages.Page> passed = new ArrayList<>();
    private StepPages.Page page;
    private int at = -1;

    /** Begins before the first one. */
    Steps(StepPages pages, String path) throws InterruptedException {
        this.pages = pages;
        this.page = pages.first(path);
    }

    /** Returns the step that is looked at; there is one once one was moved to. */
    Optional<Step> current() {
        return at < 0 ? Optional.empty() : Optional.of(page.steps().get(at));
    }

    /** Moves to the next one, if there is one. */
    boolean next() throws InterruptedException {
        if (at + 1 < page.steps().size()) {
            at++;
            return true;
        }
        return page.isLast() ? hasGrown() : intoNextPage();
    }

    /** Whoever looks at the last step may wait for the next one. */
    private boolean hasGrown() throws InterruptedException {
        page = pages.again(page);
        if (at + 1 < page.steps().size()) {
            at++;
            return true;
        }
        return !page.isLast() && intoNextPage();
    }

    private boolean intoNextPage() throws InterruptedException {
        StepPages.Page next = pages.after(page);
        while (next.steps().isEmpty() && !next.isLast()) {
            next = pages.after(next);
        }
        if (next.steps().isEmpty()) {
            return false;
        }
        if (!page.steps().isEmpty()) {
            passed.add(new StepPages.Page(page.path(), List.of(), page.before(), page.after(), page.next(), false));
        }
        page = next;
        at = 0;
        return true;
    }

    /** Moves to the one before, if there is one. */
    boolean back() throws InterruptedException {
        if (at > 0) {
            at--;
            return true;
        }
        if (passed.isEmpty()) {
            return false;
        }
        page = pages.again(passed.removeLast());
        at = page.steps().size() - 1;
        return true;
    }

    /** Moves to the first one. */
    void first() throws InterruptedException {
        if (!passed.isEmpty()) {
            page = pages.again(passed.getFirst());
            passed.clear();
        }
        at = page.steps().isEmpty() ? -1 : 0;
    }
}
