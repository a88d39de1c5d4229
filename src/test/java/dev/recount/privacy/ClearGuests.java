package dev.recount.privacy;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Optional;

/** The stays of guests, of whom nothing is personal data yet. */
public final class ClearGuests implements Domain {

    /** The last thing that was said of a stay. */
    record Stay(String guest, int nights) {}

    sealed interface StayCommand {
        record Book(String guest, int nights) implements StayCommand {}

        record Move(String street, String town) implements StayCommand {}

        record Sign(String first, String last) implements StayCommand {}

        record Lose(String what, String where) implements StayCommand {}

        record Leave() implements StayCommand {}
    }

    sealed interface StayEvent {
        record Booked(String guest, int nights) implements StayEvent {}

        record Moved(String street, String town, String transport) implements StayEvent {}

        record Signed(String first, String last) implements StayEvent {}

        record Lost(String what, String where) implements StayEvent {}

        record Left() implements StayEvent {}
    }

    enum Reason {
        NO_NIGHT
    }

    static final class Rules implements Aggregate<Stay, StayCommand, StayEvent> {

        @Override
        public Stay initial() {
            return new Stay("", 0);
        }

        @Override
        public Decision<StayEvent> decide(Stay stay, StayCommand command, Context context) {
            return switch (command) {
                case StayCommand.Book book when book.nights() < 1 -> Decision.reject(Reason.NO_NIGHT, "no night");
                case StayCommand.Book(var guest, int nights) -> Decision.accept(new StayEvent.Booked(guest, nights));
                case StayCommand.Move(var street, var town) ->
                    Decision.accept(new StayEvent.Moved(street, town, "coach"));
                case StayCommand.Sign(var first, var last) -> Decision.accept(new StayEvent.Signed(first, last));
                case StayCommand.Lose(var what, var where) -> Decision.accept(new StayEvent.Lost(what, where));
                case StayCommand.Leave() -> Decision.accept(new StayEvent.Left());
            };
        }

        @Override
        public Stay evolve(Stay stay, StayEvent event) {
            return switch (event) {
                case StayEvent.Booked(var guest, int nights) -> new Stay(guest, nights);
                case StayEvent.Moved _, StayEvent.Signed _, StayEvent.Lost _, StayEvent.Left _ -> stay;
            };
        }
    }

    @Override
    public String name() {
        return "guests";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("1");
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(StreamType.of("stay", new Rules()));
    }
}
