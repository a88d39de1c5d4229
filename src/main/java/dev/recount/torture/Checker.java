package dev.recount.torture;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.Violation;
import dev.recount.torture.check.process.ProcessesFinish;
import dev.recount.torture.check.reader.CheckpointsAgree;
import dev.recount.torture.check.reader.HandlersFinish;
import dev.recount.torture.check.reader.QueriesSeeWrites;
import dev.recount.torture.check.reader.SubscribersGetAll;
import dev.recount.torture.check.reader.ViewsAreFolds;
import dev.recount.torture.check.stream.AcknowledgedIsStored;
import dev.recount.torture.check.stream.AllOrNone;
import dev.recount.torture.check.stream.AnswersArePlausible;
import dev.recount.torture.check.stream.CarriedOutOnce;
import dev.recount.torture.check.stream.HashesTieEvents;
import dev.recount.torture.check.stream.ReadsAreCurrent;
import dev.recount.torture.check.stream.RejectedIsNotStored;
import dev.recount.torture.check.stream.RulesHold;
import dev.recount.torture.check.stream.ValuesHaveOneHolder;
import dev.recount.torture.check.stream.VersionsAreUnbroken;
import dev.recount.torture.check.stream.WritesAreInOrder;
import dev.recount.torture.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * The judge of whether a server has kept its promises, by the evidence alone: the same evidence always gets the same
 * verdict.
 */
final class Checker {

    private static final List<Check> CHECKS = List.of(
            new AcknowledgedIsStored(),
            new CarriedOutOnce(),
            new AllOrNone(),
            new VersionsAreUnbroken(),
            new WritesAreInOrder(),
            new ReadsAreCurrent(),
            new HashesTieEvents(),
            new RulesHold(),
            new ValuesHaveOneHolder(),
            new RejectedIsNotStored(),
            new AnswersArePlausible(),
            new ViewsAreFolds(),
            new QueriesSeeWrites(),
            new SubscribersGetAll(),
            new CheckpointsAgree(),
            new HandlersFinish(),
            new ProcessesFinish());

    private Checker() {}

    /** Returns all violations that the evidence shows; none if it is clean. */
    static List<Violation> check(Evidence evidence) {
        var file = new CaseFile(evidence);
        var violations = new ArrayList<Violation>();
        evidence.ending()
                .unsettled()
                .forEach(each -> violations.add(new Violation(Kind.UNSETTLED, "cluster", each.what(), each)));
        CHECKS.forEach(check -> check.run(file, violations::add));
        return List.copyOf(violations);
    }
}
