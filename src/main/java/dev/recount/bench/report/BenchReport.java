package dev.recount.bench.report;

import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.contest.Reconciliation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The findings of a run.
 *
 * @param database which database was measured, and how safe what it acknowledges is
 * @param figures what was measured
 * @param checks what was looked at in the end
 */
public record BenchReport(String database, Plan plan, List<Figures> figures, List<Reconciliation> checks) {

    /** Tells whether all that was acknowledged is stored. */
    public boolean isSound() {
        return checks.stream().allMatch(Reconciliation::holds);
    }

    Optional<Figures> of(Discipline discipline) {
        return figures.stream().filter(each -> each.discipline() == discipline).findFirst();
    }

    /** Returns the ratio of a median rate to that of the discipline it is compared with, if that was measured. */
    OptionalDouble ratio(Figures each) {
        return of(each.discipline().base())
                .map(base -> OptionalDouble.of(each.rate() / base.rate()))
                .orElse(OptionalDouble.empty());
    }

    /** Describes the machine that it was measured on. */
    static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", Java " + Runtime.version();
    }

    /** Describes the clients that paid, and their pace. */
    String crowd() {
        String mode = plan.rate().isPresent()
                ? "at " + plan.rate().getAsInt() + " a second, latencies from when each was due"
                : "closed loop";
        String before =
                plan.stored() == 0 ? "" : String.format(Locale.ROOT, ", %,d events stored before", plan.stored());
        return plan.clients() + " clients, " + plan.accounts() + " accounts, " + plan.rounds() + " rounds, " + mode
                + before;
    }
}
