package dev.recount.bench;

import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Contender;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.engine.CatchUps;
import dev.recount.bench.engine.Replays;
import dev.recount.bench.engine.Sending;
import dev.recount.bench.pekko.PlainPekko;
import dev.recount.bench.sql.DatabaseLimit;
import dev.recount.bench.sql.TransactionPerCommand;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The contenders of a plan, in the order in which they take turns. */
final class Lineup {

    private Lineup() {}

    /** A group of contenders that is made ready when its time comes. */
    @FunctionalInterface
    interface Group {
        List<Contender> of(Arena arena, Plan plan) throws SQLException;
    }

    /**
     * Returns the groups of contenders: those compared with each other are in one group and take turns; the groups come
     * one after another.
     */
    static List<Group> groups(Plan plan) {
        var groups = new ArrayList<Group>();
        groups.add(Lineup::commands);
        if (plan.has(Discipline.REPLAY)) {
            groups.add(Replays::contenders);
        }
        if (plan.has(Discipline.CATCH_UP)) {
            groups.add(CatchUps::contenders);
        }
        return List.copyOf(groups);
    }

    private static List<Contender> commands(Arena arena, Plan plan) throws SQLException {
        var contenders = new ArrayList<Contender>();
        if (plan.has(Discipline.LIMIT)) {
            contenders.add(new DatabaseLimit(arena, plan));
        }
        if (plan.has(Discipline.TRANSACTIONS)) {
            contenders.add(TransactionPerCommand.contender(arena, plan));
        }
        contenders.addAll(Sending.contenders(arena, plan));
        if (plan.has(Discipline.PEKKO)) {
            contenders.add(PlainPekko.contender(Discipline.PEKKO, arena, plan));
            contenders.add(PlainPekko.contender(Discipline.PEKKO_UNTAGGED, arena, plan));
            contenders.add(PlainPekko.overJournal(arena, plan));
        }
        return List.copyOf(contenders);
    }
}
