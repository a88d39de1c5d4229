package dev.recount.migration;

import dev.recount.model.domain.Domain;
import dev.recount.model.migration.Copies.Copy;
import dev.recount.model.migration.Migration;
import dev.recount.model.process.Input;
import dev.recount.model.process.ProcessContext;
import dev.recount.model.process.ProcessRules;
import dev.recount.model.process.ProcessType;
import dev.recount.model.process.Send;
import dev.recount.model.process.Steps;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Optional;

/** Plans to save, each carried out by a process that notes it and puts it into a purse; purses become chests. */
final class Savings implements Domain {

    static final StreamType<Purse.State, Purse.Command, Purse.Event> PLAN = StreamType.of("plan", new Purse());
    static final StreamType<Purse.State, Purse.Command, Purse.Event> NOTES = StreamType.of("notes", new Purse());
    static final StreamType<Purse.State, Purse.Command, Purse.Event> PURSE = StreamType.of("purse", new Purse());
    static final StreamType<Chest.State, Chest.Command, Chest.Event> CHEST = StreamType.of("chest", new Chest());

    private static final ProcessType<Saving.State, Saving.Event> SAVING = ProcessType.of("saving", new Saving())
            .startsOn(
                    PLAN,
                    Purse.Event.Filled.class,
                    (_, context) -> Optional.of(context.stream().id()))
            .goesOnWith(
                    PLAN,
                    Purse.Event.Emptied.class,
                    (_, context) -> Optional.of(context.stream().id()));

    @Override
    public String name() {
        return "savings";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("1");
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(PLAN, NOTES, PURSE, CHEST);
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return List.of(SAVING);
    }

    @Override
    public List<Migration<?, ?>> migrations() {
        return List.of(Migration.from(PURSE)
                .to(CHEST, (event, context) -> List.of(Copy.of(context.stream().id(), copied(event)))));
    }

    private static Chest.Event copied(Purse.Event event) {
        return switch (event) {
            case Purse.Event.Filled(var amount, var _) -> new Chest.Changed(amount);
            case Purse.Event.Emptied(var amount, var _) -> new Chest.Changed(-amount);
        };
    }

    /** Notes what is saved and puts it away; a plan that is emptied is called off. */
    static final class Saving implements ProcessRules<Saving.State, Saving.Event> {

        record State(String why) {}

        sealed interface Event {
            record GivenUp(String why) implements Event {}

            record Undone(List<String> but) implements Event {}
        }

        @Override
        public State initial() {
            return new State("");
        }

        @Override
        public Steps<Event> react(State state, Input input, ProcessContext context) {
            return switch (input) {
                case Input.Happened(Purse.Event.Filled(var amount, var place), var _) ->
                    send("note", NOTES, amount, place, context);
                case Input.Accepted(var command, var _)
                when command.equals("note") -> send("put", PURSE, 7, "hand", context);
                case Input.Rejected(var command, var reason, var message) ->
                    giveUp(command + ": " + reason + ", " + message);
                case Input.Happened _ -> giveUp("called off");
                case Input.Compensated(var but) ->
                    Steps.<Event>decided(new Event.Undone(but)).end();
                case Input.Accepted _, Input.Fired _ -> Steps.none();
            };
        }

        private static Steps<Event> send(
                String name, StreamType<?, Purse.Command, ?> type, long amount, String place, ProcessContext context) {
            return Steps.<Event>none()
                    .send(
                            name,
                            Send.to(type, context.id(), (Purse.Command) new Purse.Command.Put(amount, place))
                                    .undoneBy(new Purse.Command.Take(amount, place)));
        }

        private static Steps<Event> giveUp(String why) {
            return Steps.<Event>decided(new Event.GivenUp(why)).compensate();
        }

        @Override
        public State evolve(State state, Event event) {
            return switch (event) {
                case Event.GivenUp(var why) -> new State(why);
                case Event.Undone _ -> state;
            };
        }
    }
}
