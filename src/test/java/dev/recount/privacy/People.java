package dev.recount.privacy;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Persons with names, who get letters, which are streams of their own. */
public final class People implements Domain {

    private final boolean viewed;

    /** Makes the domain with its view, for a server of its own. */
    public People() {
        this(true);
    }

    /** Makes the domain; rows of views are readable, so that the tests of what is not have none. */
    People(boolean viewed) {
        this.viewed = viewed;
    }

    static final StreamType<Person, PersonCommand, PersonEvent> TYPE =
            StreamType.of("person", new PersonRules()).snapshotEvery(1);
    static final StreamType<Letter, Write, Written> LETTERS = StreamType.of("letter", new LetterRules());

    /** What is known of a person. */
    record Person(Optional<Personal<String>> name, List<Personal<String>> nicknames) {}

    sealed interface PersonCommand {
        record Name(Personal<String> name) implements PersonCommand {}

        record Nickname(Personal<String> nickname) implements PersonCommand {}
    }

    sealed interface PersonEvent {
        record Named(Personal<String> name) implements PersonEvent {}

        record Nicknamed(Personal<String> nickname) implements PersonEvent {}
    }

    /** A letter that was written to somebody. */
    record Letter(List<Personal<String>> to) {}

    record Write(Personal<String> to) {}

    record Written(Personal<String> to) {}

    static final class PersonRules implements Aggregate<Person, PersonCommand, PersonEvent> {

        @Override
        public Person initial() {
            return new Person(Optional.empty(), List.of());
        }

        @Override
        public Decision<PersonEvent> decide(Person person, PersonCommand command, Context context) {
            return switch (command) {
                case PersonCommand.Name(var name)
                when name.orElse("").isBlank() -> reject(Reason.NO_NAME, "a name has letters");
                case PersonCommand.Name(var name) -> accept(new PersonEvent.Named(name));
                case PersonCommand.Nickname(var nickname)
                when person.nicknames().contains(nickname) -> reject(Reason.KNOWN, "the nickname is known");
                case PersonCommand.Nickname(var nickname) -> accept(new PersonEvent.Nicknamed(nickname));
            };
        }

        @Override
        public Person evolve(Person person, PersonEvent event) {
            return switch (event) {
                case PersonEvent.Named(var name) -> new Person(Optional.of(name), person.nicknames());
                case PersonEvent.Nicknamed(var nickname) -> {
                    var more = new ArrayList<>(person.nicknames());
                    more.add(nickname);
                    yield new Person(person.name(), List.copyOf(more));
                }
            };
        }
    }

    enum Reason {
        NO_NAME,
        KNOWN
    }

    static final class LetterRules implements Aggregate<Letter, Write, Written> {

        @Override
        public Letter initial() {
            return new Letter(List.of());
        }

        @Override
        public Decision<Written> decide(Letter letter, Write command, Context context) {
            return accept(new Written(command.to()));
        }

        @Override
        public Letter evolve(Letter letter, Written event) {
            var to = new ArrayList<>(letter.to());
            to.add(event.to());
            return new Letter(List.copyOf(to));
        }
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("1");
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(TYPE, LETTERS);
    }

    /** A person by name. */
    public record Entry(String person, Personal<String> name, Optional<Personal<String>> nickname) {}

    @Override
    public List<View<?>> views() {
        View<?> entries = View.of("entries", Entry.class)
                .rowsByStream()
                .index("name")
                .on(TYPE, (event, context, rows) -> {
                    String person = context.stream().id();
                    switch (event) {
                        case PersonEvent.Named(var name) ->
                            rows.updateOrPut(
                                    new Entry(person, name, Optional.empty()),
                                    entry -> new Entry(person, name, entry.nickname()));
                        case PersonEvent.Nicknamed(var nickname) ->
                            rows.update(entry -> new Entry(person, entry.name(), Optional.of(nickname)), person);
                    }
                });
        return viewed ? List.of(entries) : List.of();
    }

    @Override
    public List<Handler> handlers() {
        return List.of(Handler.fromBeginning("letters").on(TYPE, (event, context, effects) -> {
            if (event instanceof PersonEvent.Named(var name)) {
                var _ = effects.send(LETTERS, "to-" + context.stream().id(), new Write(name));
                if (name.orElse("").startsWith("Zenobia")) {
                    throw new IllegalStateException("no letter gets there");
                }
            }
        }));
    }
}
