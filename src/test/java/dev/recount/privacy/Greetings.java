package dev.recount.privacy;

import dev.recount.model.domain.Domain;
import dev.recount.model.personal.Personal;
import dev.recount.model.process.Input;
import dev.recount.model.process.ProcessContext;
import dev.recount.model.process.ProcessRules;
import dev.recount.model.process.ProcessType;
import dev.recount.model.process.Send;
import dev.recount.model.process.Steps;
import dev.recount.model.type.StreamType;
import dev.recount.privacy.People.PersonEvent.Named;
import java.util.List;
import java.util.Optional;

/** Persons, each of whom a process greets with a letter. */
final class Greetings implements Domain {

    private static final ProcessType<Greeting.State, Greeting.Event> GREETING = ProcessType.of(
                    "greeting", new Greeting())
            .startsOn(
                    People.TYPE,
                    Named.class,
                    (named, context) -> Optional.of(context.stream().id()));

    @Override
    public String name() {
        return "greetings";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(People.TYPE, People.LETTERS);
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return List.of(GREETING);
    }

    static final class Greeting implements ProcessRules<Greeting.State, Greeting.Event> {

        record State(List<Personal<String>> greeted) {}

        sealed interface Event {
            record Greeted(Personal<String> name) implements Event {}
        }

        @Override
        public State initial() {
            return new State(List.of());
        }

        @Override
        public Steps<Event> react(State state, Input input, ProcessContext context) {
            return switch (input) {
                case Input.Happened(Named(var name), var _) ->
                    Steps.<Event>decided(new Event.Greeted(name))
                            .send("letter", Send.to(People.LETTERS, context.id(), new People.Write(name)));
                case Input.Accepted _ -> Steps.<Event>none().end();
                case Input.Happened _, Input.Rejected _, Input.Fired _, Input.Compensated _ -> Steps.none();
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return switch (event) {
                case Event.Greeted(var name) -> new State(List.of(name));
            };
        }
    }
}
