package dev.recount.privacy;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.personal.Personal;
import dev.recount.model.personal.Subject;
import dev.recount.model.process.Input;
import dev.recount.model.process.ProcessContext;
import dev.recount.model.process.ProcessRules;
import dev.recount.model.process.ProcessType;
import dev.recount.model.process.Send;
import dev.recount.model.process.Steps;
import dev.recount.model.type.StreamType;
import dev.recount.privacy.People.PersonEvent.Named;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Persons, each of whom a process greets with a letter and a badge. */
final class Greetings implements Domain {

    private static final ProcessType<Greeting.State, Greeting.Event> GREETING = ProcessType.of(
                    "greeting", new Greeting())
            .startsOn(
                    People.TYPE,
                    Named.class,
                    (named, context) -> Optional.of(context.stream().id()))
            .retry(new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(20)));

    private static final StreamType<Integer, Print, Printed> BADGES = StreamType.of("badge", new Badge());

    record Print() {}

    record Printed(Personal<String> text) {}

    @Override
    public String name() {
        return "greetings";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(People.TYPE, People.LETTERS, BADGES);
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return List.of(GREETING);
    }

    private static Subject person(String id) {
        return new Subject("person", id);
    }

    /** A badge, whose text is about its person, though nobody who has it printed says so. */
    private static final class Badge implements Aggregate<Integer, Print, Printed> {

        @Override
        public Integer initial() {
            return 0;
        }

        @Override
        public Decision<Printed> decide(Integer printed, Print command, Context context) {
            String id = context.stream().id();
            return Decision.accept(new Printed(Personal.of(person(id), "Hello, I am " + id)));
        }

        @Override
        public Integer evolve(Integer printed, Printed event) {
            return printed + 1;
        }
    }

    static final class Greeting implements ProcessRules<Greeting.State, Greeting.Event> {

        record State(List<Personal<String>> greeted, String why) {}

        sealed interface Event {
            record Greeted(Personal<String> name) implements Event {}

            record NotGreeted(String why) implements Event {}
        }

        @Override
        public State initial() {
            return new State(List.of(), "");
        }

        @Override
        public Steps<Event> react(State state, Input input, ProcessContext context) {
            return switch (input) {
                case Input.Happened(Named(var name), var _) ->
                    Steps.<Event>decided(new Event.Greeted(name))
                            .send("letter", Send.to(People.LETTERS, context.id(), new People.Write(name)));
                case Input.Accepted(var command, var _)
                when command.equals("badge") -> Steps.<Event>none().end();
                case Input.Accepted _
                when context.id().startsWith("thanked") ->
                    Steps.<Event>decided(new Event.Greeted(Personal.of(person(context.id()), "Thank you")))
                            .end();
                case Input.Accepted _ -> Steps.<Event>none().send("badge", Send.to(BADGES, context.id(), new Print()));
                case Input.Rejected(var _, var reason, var _) ->
                    Steps.<Event>decided(new Event.NotGreeted(reason)).end();
                case Input.Happened _, Input.Fired _, Input.Compensated _ -> Steps.none();
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return switch (event) {
                case Event.Greeted(var name) -> new State(List.of(name), "");
                case Event.NotGreeted(var why) -> new State(state.greeted(), why);
            };
        }
    }
}
