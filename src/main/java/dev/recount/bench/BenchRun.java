package dev.recount.bench;

import dev.recount.bench.arena.Arena;
import dev.recount.bench.arena.CostMeter;
import dev.recount.bench.arena.Costs;
import dev.recount.bench.arena.DatabaseProcesses;
import dev.recount.bench.contest.Contender;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.contest.Reconciliation;
import dev.recount.bench.load.Sample;
import dev.recount.bench.report.BenchReport;
import dev.recount.bench.report.Figures;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A run, in which the contenders of a plan take turns, round after round, and show in the end that everything is
 * stored.
 */
public final class BenchRun {

    private final Arena arena;
    private final Plan plan;
    private final Consumer<String> progress;
    private final DatabasePlace watched;

    /**
     * Prepares a run.
     *
     * @param progress is told, line by line, what goes on
     */
    public BenchRun(Arena arena, Plan plan, Consumer<String> progress) {
        this.arena = arena;
        this.plan = plan;
        this.progress = progress;
        this.watched = arena.place("watched");
    }

    /**
     * Measures all contenders, and returns the figures.
     *
     * @throws dev.recount.bench.load.LoadFailedException if anything was not acknowledged that should have been
     * @throws dev.recount.database.sql.DatabaseException if a database cannot be used
     */
    public BenchReport run() throws InterruptedException {
        String database = arena.database();
        progress.accept(database);
        if (plan.stored() > 0) {
            progress.accept("Storing " + String.format(Locale.ROOT, "%,d", plan.stored()) + " events beforehand");
        }
        Map<Discipline, Figures> figures = new EnumMap<>(Discipline.class);
        var checks = new ArrayList<Reconciliation>();
        for (Lineup.Group group : Lineup.groups(plan)) {
            try {
                run(group, figures, checks);
            } catch (SQLException failed) {
                throw new DatabaseException("a database cannot be used: " + failed.getMessage(), failed);
            }
            arena.clear();
        }
        return new BenchReport(database, plan, List.copyOf(figures.values()), List.copyOf(checks));
    }

    private void run(Lineup.Group group, Map<Discipline, Figures> figures, List<Reconciliation> checks)
            throws SQLException, InterruptedException {
        List<Contender> contenders = group.of(arena, plan);
        if (contenders.isEmpty()) {
            return;
        }
        var processes = new DatabaseProcesses(arena.database(watched));
        for (int round = 0; round <= plan.rounds(); round++) {
            for (Contender contender : contenders) {
                var meter = new CostMeter(processes);
                Sample sample = contender.measure(round);
                Costs costs = meter.taken();
                tell(round, contender, sample);
                if (round > 0) {
                    figures.computeIfAbsent(contender.discipline(), Figures::new)
                            .add(sample, costs, contender.way());
                }
            }
        }
        progress.accept("Looking at what is stored");
        for (Contender contender : contenders) {
            checks.addAll(contender.checks());
        }
    }

    private void tell(int round, Contender contender, Sample sample) {
        String when = round == 0 ? "warm-up" : "round " + round + " of " + plan.rounds();
        String way = contender.way().isEmpty() ? "" : " (" + contender.way() + ")";
        Discipline discipline = contender.discipline();
        progress.accept(when + ": " + discipline.key() + ", " + discipline.title() + way + ": "
                + String.format(Locale.ROOT, "%,.0f", sample.rate()) + " " + discipline.unit() + "/s");
    }
}
