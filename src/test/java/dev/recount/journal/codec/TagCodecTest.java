package dev.recount.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.claim.Club;
import dev.recount.claim.Club.MemberEvent;
import dev.recount.example.courses.course.Course;
import dev.recount.example.courses.course.CourseEvent;
import dev.recount.model.DomainException;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Tag;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.ArchivePolicy;
import dev.recount.model.type.StreamType;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tags of events, as a stream type's rule gives them. */
class TagCodecTest {

    private static final StreamId MEMBER = new StreamId("member", "1");

    private static Set<Tag> tags(StreamId stream, MemberEvent event) {
        return switch (event) {
            case MemberEvent.Joined(var email, var handle) ->
                Set.of(Tag.of("email", email.orElse("erased")), Tag.of("handle", handle));
            case MemberEvent.Mailed(var email) -> Set.of(Tag.of("email", email.orElse("erased")));
            case MemberEvent.Left() -> Set.of(Tag.of("member", stream.id()));
        };
    }

    @Test
    void areThoseOfAnEventWhosePersonsAreErased() {
        TagCodec<MemberEvent> codec =
                new StreamCodec<>(StreamType.of("member", new Club.Members()).tagged(3, TagCodecTest::tags)).tags();
        assertThat(codec.revision()).contains(3);
        var joined = new MemberEvent.Joined(Personal.of("anna@example.com"), "anna");
        assertThat(codec.texts(MEMBER, List.of(joined))).containsExactly("email:erased", "handle:anna");
        assertThat(codec.texts(MEMBER, List.of(joined, new MemberEvent.Left())))
                .containsExactly("email:erased", "handle:anna", "member:1");
    }

    @Test
    void areNoneWithoutARule() {
        TagCodec<MemberEvent> codec = new StreamCodec<>(StreamType.of("member", new Club.Members())).tags();
        assertThat(codec.revision()).isEmpty();
        assertThat(codec.of(MEMBER, new MemberEvent.Left())).isEmpty();
    }

    @Test
    void areNotForEventsThatCanBeDeleted() {
        var type = StreamType.of("course", new Course())
                .settledAt(CourseEvent.CapacityChanged.class)
                .archive(ArchivePolicy.keepSettled(1).deleteAfter(Period.ofYears(10)))
                .tagged((_, _) -> Set.of(Tag.of("course")));
        assertThatThrownBy(() -> new StreamCodec<>(type))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("tagged:")
                .hasMessageContaining("course");
    }
}
