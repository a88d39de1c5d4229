package dev.recount.json.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The equality of shapes: the changes that keep two shapes one, and those that make them differ. */
@SuppressWarnings("SameNameButDifferent") // one name for two types is what this is about
class TypeShapeTest {

    interface Today {
        enum Mood {
            GOOD,
            BAD
        }

        record Item(String name, int pieces) {}

        sealed interface State {
            record Empty() implements State {}

            record Full(List<Item> items, Map<String, Mood> moods, Optional<Full> before) implements State {}
        }
    }

    interface Elsewhere {
        enum Mood {
            BAD,
            GOOD
        }

        record Item(String name, int pieces) {}

        sealed interface State {
            record Full(List<Item> items, Map<String, Mood> moods, Optional<Full> before) implements State {}

            record Empty() implements State {}
        }
    }

    private static String shape(Class<?> type) {
        return TypeShape.of(type);
    }

    @Test
    void whereClassesLieMakesNoDifference() {
        assertThat(shape(Today.State.class)).isEqualTo(shape(Elsewhere.State.class));
    }

    record Plain(String name, int pieces) {}

    interface Changed {
        record Plain(String name, long pieces) {}

        interface Renamed {
            record Plain(String name, int number) {}
        }

        interface Optionally {
            record Plain(String name, int pieces, Optional<String> note) {}
        }

        interface Deep {
            record Plain(String name, int pieces, List<Today.Item> items) {}
        }

        interface Deeper {
            record Item(String name, int pieces, Optional<String> more) {}

            record Plain(String name, int pieces, List<Item> items) {}
        }
    }

    @Test
    void everyOtherChangeMakesOne() {
        assertThat(List.of(
                        shape(Plain.class),
                        shape(Changed.Plain.class),
                        shape(Changed.Renamed.Plain.class),
                        shape(Changed.Optionally.Plain.class),
                        shape(Changed.Deep.Plain.class),
                        shape(Changed.Deeper.Plain.class)))
                .doesNotHaveDuplicates();
    }

    enum Two {
        A,
        B
    }

    enum Three {
        A,
        B,
        C
    }

    sealed interface One {
        record A() implements One {}
    }

    sealed interface More {
        record A() implements More {}

        record B() implements More {}
    }

    @Test
    void constantsAndCasesCount() {
        assertThat(shape(Two.class)).isEqualTo("Two(A,B)");
        assertThat(shape(Three.class)).isEqualTo("Three(A,B,C)");
        assertThat(shape(One.class)).isEqualTo("One(A())");
        assertThat(shape(More.class)).isEqualTo("More(A()|B())");
    }

    record Pair(Left.Part left, Right.Part right, Left.Part again) {}

    interface Left {
        record Part(int a) {}
    }

    interface Right {
        record Part(int b) {}
    }

    @Test
    void twoOfOneNameAreToldApart() {
        assertThat(shape(Pair.class)).isEqualTo("Pair(left:Part(a:int),right:Part(b:int),again:#1)");
    }
}
