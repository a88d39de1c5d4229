package dev.recount.handler.reaction;

import dev.recount.journal.CommandRecord.Detail;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.CommandRefusedException;
import dev.recount.model.handler.TogetherAnswer;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.transaction.Transaction;
import dev.recount.transaction.TransactionOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The sending of commands that are carried out together, by one attempt. What earlier attempts have sent is looked for
 * as that of single commands is; of one that was carried out, all were.
 */
record TogetherSending(Commands commands, SentCommands sent, List<Part> parts) {

    /**
     * One of the commands.
     *
     * @param isSame tells whether an earlier command is this one
     * @param kept makes the form in which it is kept of those that were sent
     */
    record Part(SentCommands.Place place, CommandRequest request, Predicate<Detail> isSame, Supplier<Detail> kept) {}

    /** Returns the answer that they have had, if they have been answered. */
    Optional<TogetherAnswer> answered() {
        List<Optional<CommandAnswer>> found =
                parts.stream().map(part -> sent.find(part.place, part.isSame)).toList();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).orElse(null) instanceof CommandAnswer.Rejected(var reason, var message)) {
                return Optional.of(new TogetherAnswer.Rejected(i, reason, message));
            }
        }
        return accepted(found);
    }

    /**
     * Returns the answer that they have had at an attempt whose end nobody saw, if they were carried out then.
     *
     * @param look looks for a single command in the journal
     */
    Optional<TogetherAnswer> before(BiFunction<SentCommands.Place, Predicate<Detail>, Optional<CommandAnswer>> look) {
        return accepted(parts.stream()
                        .map(part -> look.apply(part.place, part.isSame))
                        .toList())
                .map(this::remembered);
    }

    /** A command that led to no event is not on record, and its stream is told of by its version of now. */
    private Optional<TogetherAnswer> accepted(List<Optional<CommandAnswer>> found) {
        if (found.stream().noneMatch(Optional::isPresent)) {
            return Optional.empty();
        }
        var versions = new ArrayList<Long>();
        for (int i = 0; i < parts.size(); i++) {
            versions.add(
                    found.get(i).orElse(null) instanceof CommandAnswer.Accepted(var version)
                            ? version
                            : commands.version(parts.get(i).request.stream()));
        }
        return Optional.of(new TogetherAnswer.Accepted(versions));
    }

    /**
     * Sends them.
     *
     * @param look looks for a single command in the journal, where a stream does not take what it may have taken before
     */
    TogetherAnswer send(BiFunction<SentCommands.Place, Predicate<Detail>, Optional<CommandAnswer>> look) {
        try {
            return remembered(answer());
        } catch (ReusedIdException | CommandRefusedException refused) {
            return before(look).orElseThrow(() -> refused);
        }
    }

    private TogetherAnswer answer() {
        var transaction = new Transaction(parts.stream().map(Part::request).toList(), List.of(), false);
        return switch (commands.sendTogether(transaction)) {
            case TransactionOutcome.Accepted(var outcomes, var _) ->
                new TogetherAnswer.Accepted(
                        outcomes.stream().map(Outcome.Accepted::version).toList());
            case TransactionOutcome.OfCommand(var index, var outcome) -> rejected(index, outcome);
            case TransactionOutcome.OfCondition condition ->
                throw new IllegalStateException("there are no conditions: " + condition);
            case TransactionOutcome.Refused(var refused) ->
                throw new EffectException("commands sent together: " + refused.refusal() + ", " + refused.message());
            case TransactionOutcome.Unfit(var reason, var message) ->
                throw new IllegalArgumentException("commands sent together: " + reason + ", " + message);
        };
    }

    private TogetherAnswer rejected(int index, Outcome outcome) {
        CommandRequest request = parts.get(index).request;
        return switch (Commands.answer(request.command().name(), request.stream(), outcome)) {
            case CommandAnswer.Rejected(var reason, var message) -> new TogetherAnswer.Rejected(index, reason, message);
            case CommandAnswer.Accepted accepted -> throw new IllegalStateException("no reason to refuse: " + accepted);
        };
    }

    private TogetherAnswer remembered(TogetherAnswer answer) {
        switch (answer) {
            case TogetherAnswer.Accepted(var versions) -> {
                for (int i = 0; i < parts.size(); i++) {
                    remember(parts.get(i), new CommandAnswer.Accepted(versions.get(i)));
                }
            }
            case TogetherAnswer.Rejected(var index, var reason, var message) ->
                remember(parts.get(index), new CommandAnswer.Rejected(reason, message));
        }
        return answer;
    }

    private void remember(Part part, CommandAnswer answer) {
        sent.answered(part.place, part.kept.get(), answer);
    }
}
