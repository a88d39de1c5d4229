package dev.recount.claim;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import dev.recount.model.type.Unique;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A club: members with an e-mail address, which is personal data, and a handle, which no team may have either.
 *
 * @param unique the names whose values are held by one stream at a time
 */
public record Club(Set<String> unique) implements Domain {

    /** The name of e-mail addresses. */
    public static final Unique<Personal<String>> EMAIL = Unique.personal("email");

    /** The name of what members and teams are called. */
    public static final Unique<String> HANDLE = Unique.named("handle");

    /** Makes the domain for a server of its own. */
    public Club() {
        this(Set.of("email", "handle"));
    }

    /** What is known of a member or a team. */
    public record Member(Optional<Personal<String>> email, Optional<String> handle) {}

    /** What is asked of a member. */
    public sealed interface MemberCommand {
        record Join(Personal<String> email, String handle) implements MemberCommand {}

        record Mail(Personal<String> email) implements MemberCommand {}

        record Leave() implements MemberCommand {}

        record Break() implements MemberCommand {}
    }

    /** What has happened to a member. */
    public sealed interface MemberEvent {
        record Joined(Personal<String> email, String handle) implements MemberEvent {}

        record Mailed(Personal<String> email) implements MemberEvent {}

        record Left() implements MemberEvent {}
    }

    enum Reason {
        NOT_THERE
    }

    /** The rules of members. */
    public static final class Members implements Aggregate<Member, MemberCommand, MemberEvent> {

        @Override
        public Member initial() {
            return new Member(Optional.empty(), Optional.empty());
        }

        @Override
        public Decision<MemberEvent> decide(Member member, MemberCommand command, Context context) {
            return switch (command) {
                case MemberCommand.Join(var email, var handle) -> accept(new MemberEvent.Joined(email, handle));
                case MemberCommand.Mail(var email) -> accept(new MemberEvent.Mailed(email));
                case MemberCommand.Leave()
                when member.handle().isEmpty() -> reject(Reason.NOT_THERE, "the member is not there");
                case MemberCommand.Leave() -> accept(new MemberEvent.Left());
                case MemberCommand.Break() -> accept(new MemberEvent.Joined(Personal.of("b@example.com"), "!"));
            };
        }

        @Override
        public Member evolve(Member member, MemberEvent event) {
            return switch (event) {
                case MemberEvent.Joined(var email, var handle) -> new Member(Optional.of(email), Optional.of(handle));
                case MemberEvent.Mailed(var email) -> new Member(Optional.of(email), member.handle());
                case MemberEvent.Left() -> initial();
            };
        }
    }

    /** What is known of a team. */
    public record Team(Optional<String> handle) {}

    /** Call the team by a handle. */
    public record Call(String handle) {}

    /** The team is called by a handle. */
    public record Called(String handle) {}

    /** The rules of teams. */
    public static final class Teams implements Aggregate<Team, Call, Called> {

        @Override
        public Team initial() {
            return new Team(Optional.empty());
        }

        @Override
        public Decision<Called> decide(Team team, Call command, Context context) {
            return accept(new Called(command.handle()));
        }

        @Override
        public Team evolve(Team team, Called event) {
            return new Team(Optional.of(event.handle()));
        }
    }

    @Override
    public String name() {
        return "club";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("1");
    }

    /** Returns the type of members. */
    public StreamType<Member, MemberCommand, MemberEvent> members() {
        StreamType<Member, MemberCommand, MemberEvent> members = StreamType.of("member", new Members());
        if (unique.contains("email")) {
            members = members.unique(EMAIL, Member::email);
        }
        return unique.contains("handle") ? members.unique(HANDLE, Club::handle) : members;
    }

    private static Optional<String> handle(Member member) {
        return member.handle().map(handle -> {
            if (handle.equals("!")) {
                throw new IllegalStateException("the rules fail on this handle");
            }
            return handle;
        });
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        StreamType<Team, Call, Called> teams = StreamType.of("team", new Teams());
        return List.of(members(), unique.contains("handle") ? teams.unique(HANDLE, Team::handle) : teams);
    }
}
