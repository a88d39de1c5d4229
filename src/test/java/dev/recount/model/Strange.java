package dev.recount.model;

import java.util.List;

/** Aggregates whose signatures are not as usual; all accept everything and never change. */
final class Strange {

    private Strange() {}

    /** A signature with a type variable. */
    static class Generic<S> implements Aggregate<S, Counter.Command, Counter.Event> {
        private final S state;

        Generic(S state) {
            this.state = state;
        }

        @Override
        public S initial() {
            return state;
        }

        @Override
        public Decision<Counter.Event> decide(S current, Counter.Command command, Context context) {
            return Decision.accept();
        }

        @Override
        public S evolve(S current, Counter.Event event) {
            return current;
        }
    }

    /** A signature with a parameterized type. */
    static final class Lists implements Aggregate<Counter.Count, List<Counter.Command>, Counter.Event> {
        @Override
        public Counter.Count initial() {
            return new Counter.Count(0);
        }

        @Override
        public Decision<Counter.Event> decide(Counter.Count count, List<Counter.Command> commands, Context context) {
            return Decision.accept();
        }

        @Override
        public Counter.Count evolve(Counter.Count count, Counter.Event event) {
            return count;
        }
    }

    /** No signature. */
    @SuppressWarnings("rawtypes") // as a careless user would write it
    static final class Raw implements Aggregate {
        @Override
        public Object initial() {
            return new Counter.Count(0);
        }

        @Override
        public Decision decide(Object state, Object command, Context context) {
            return Decision.accept();
        }

        @Override
        public Object evolve(Object state, Object event) {
            return state;
        }
    }

    /** A usual signature. */
    static class Silent implements Aggregate<Counter.Count, Counter.Command, Counter.WasReset> {
        @Override
        public Counter.Count initial() {
            return new Counter.Count(0);
        }

        @Override
        public Decision<Counter.WasReset> decide(Counter.Count count, Counter.Command command, Context context) {
            return Decision.accept();
        }

        @Override
        public Counter.Count evolve(Counter.Count count, Counter.WasReset event) {
            return count;
        }
    }

    /** A usual signature, of the superclass. */
    static final class Heir extends Silent {}
}
