package dev.recount.model.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.model.DomainException;
import dev.recount.model.Principal;
import dev.recount.model.caller.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewTest {

    record Row(String key) {}

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-1", "a-", "a-b-c", "a234567890123456789012345678901234567890"})
    void hasANameThatTablesCanHave(String name) {
        assertThat(View.of(name, Row.class).name()).isEqualTo(name);
    }

    /** The tables of a view {@code a--1} would be those of the first generation of {@code a}. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a--1", "a--history", "a---", "-a", "A", "a_b", "", "a2345678901234567890123456789012345678901"})
    void hasNoNameWhoseTablesCouldBeAnothers(String name) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> View.of(name, Row.class))
                .withMessageContaining("the name of a view")
                .withMessageEndingWith(": " + name)
                .withMessageNotContaining("\n");
    }

    private final View<Row> view = View.of("a", Row.class);

    @Test
    void showsAllRowsToEverybodyUnlessItSaysOtherwise() {
        assertThat(view.visibility(Caller.ANONYMOUS)).isEqualTo(Visibility.all());
        View<Row> narrow = view.visibleTo(caller -> Visibility.where("key", caller.claim("key")));
        assertThat(narrow.index("key")
                        .revision(2)
                        .visibility(new Caller(new Principal("ann"), Set.of(), Map.of("key", List.of("1", "2")))))
                .isEqualTo(Visibility.where("key", "1", "2"));
        assertThat(view.visibility(Caller.ANONYMOUS)).isEqualTo(Visibility.all());
    }

    @Test
    void decidesByFieldsOfItsRowsAlone() {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> view.visibleTo(caller ->
                        Visibility.all().and(Visibility.none().or(Visibility.where("kex", caller.claim("key"))))))
                .withMessage("view a: " + Row.class.getName() + " has no component kex");
        View<Row> seldom =
                view.visibleTo(caller -> caller.hasRole("x") ? Visibility.where("kex", 1) : Visibility.none());
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> seldom.visibility(Caller.of(new Principal("ann"), Set.of("x"))))
                .withMessageContaining("no component kex");
    }

    @Test
    void hasARuleThatKnowsWhatToSayOfWhomNothingIsKnown() {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> view.visibleTo(
                        caller -> Visibility.where("key", caller.claim("key").getFirst())))
                .withMessageStartingWith("view a: visibleTo cannot say");
    }

    @Test
    void putsRulesTogether() {
        Visibility one = Visibility.where("key", 1);
        Visibility two = Visibility.where("key", List.of(2));
        assertThat(one.and(Visibility.all()))
                .isEqualTo(Visibility.all().and(one))
                .isEqualTo(one);
        assertThat(one.or(Visibility.all())).isEqualTo(Visibility.all().or(one)).isEqualTo(Visibility.all());
        assertThat(one.and(two)).isEqualTo(new Visibility.AllOf(List.of(one, two)));
        assertThat(one.or(two)).isEqualTo(new Visibility.AnyOf(List.of(one, two)));
        assertThat(one.or(two).and(Visibility.none()).fields()).containsExactly("key");
        assertThat(Visibility.none().areAll()).isFalse();
    }
}
