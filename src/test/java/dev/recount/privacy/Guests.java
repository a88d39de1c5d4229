package dev.recount.privacy;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.evolution.Part;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stays of {@link ClearGuests}, with personal data in what was stored as other events by and by. */
public final class Guests implements Domain {

    /** What was said of a stay. */
    record Stay(List<Personal<String>> said, int nights) {
        Stay and(Personal<String> more) {
            var all = new ArrayList<>(said);
            all.add(more);
            return new Stay(List.copyOf(all), nights);
        }
    }

    sealed interface StayCommand {
        record Book(Personal<String> guest, int nights) implements StayCommand {}

        record Move(Personal<String> street, String town) implements StayCommand {}

        record Sign(Personal<String> name) implements StayCommand {}

        record Lose(String what, String where) implements StayCommand {}
    }

    sealed interface StayEvent {
        record Booked(Personal<String> name, int nights) implements StayEvent {}

        record StreetTold(Personal<String> street) implements StayEvent {}

        record TownTold(String town) implements StayEvent {}

        record Signed(Personal<String> name) implements StayEvent {}

        record LossTold(Personal<String> text) implements StayEvent {}

        record PlaceTold(String where) implements StayEvent {}
    }

    static final class Rules implements Aggregate<Stay, StayCommand, StayEvent> {

        @Override
        public Stay initial() {
            return new Stay(List.of(), 0);
        }

        @Override
        public Decision<StayEvent> decide(Stay stay, StayCommand command, Context context) {
            return switch (command) {
                case StayCommand.Book book
                when book.nights() < 1 -> Decision.reject(ClearGuests.Reason.NO_NIGHT, "no night");
                case StayCommand.Book(var guest, int nights) -> Decision.accept(new StayEvent.Booked(guest, nights));
                case StayCommand.Move(var street, var town) ->
                    Decision.accept(new StayEvent.StreetTold(street), new StayEvent.TownTold(town));
                case StayCommand.Sign(var name) -> Decision.accept(new StayEvent.Signed(name));
                case StayCommand.Lose lose -> Decision.accept(new StayEvent.PlaceTold(lose.where()));
            };
        }

        @Override
        public Stay evolve(Stay stay, StayEvent event) {
            return switch (event) {
                case StayEvent.Booked(var name, int nights) ->
                    new Stay(stay.and(name).said(), nights);
                case StayEvent.StreetTold(var street) -> stay.and(street);
                case StayEvent.Signed(var name) -> stay.and(name);
                case StayEvent.LossTold(var text) -> stay.and(text);
                case StayEvent.TownTold _, StayEvent.PlaceTold _ -> stay;
            };
        }
    }

    @Override
    public String name() {
        return "guests";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("2");
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(StreamType.of("stay", new Rules())
                .upcast(
                        Upcaster.from("Booked", 1).rename("guest", "name"),
                        Upcaster.from("Moved", 1)
                                .split(
                                        Part.of("StreetTold").only("street"),
                                        Part.of("TownTold").only("town")),
                        Upcaster.from("Signed", 1)
                                .map(fields -> fields.with("name", fields.text("first") + " " + fields.text("last")))
                                .remove("first", "last"),
                        Upcaster.from("Lost", 1)
                                .map(fields -> fields.with("text", "lost: " + fields.text("what")))
                                .split(
                                        Part.of("LossTold").only("text"),
                                        Part.of("PlaceTold").only("where")))
                .upcastCommand(Upcaster.from("Sign", 1)
                        .map(fields -> fields.with("name", fields.text("first") + " " + fields.text("last")))
                        .remove("first", "last")));
    }
}
