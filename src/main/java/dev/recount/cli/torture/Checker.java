package dev.recount.cli.torture;

import dev.recount.cli.torture.check.CaseFile;
import dev.recount.cli.torture.check.Check;
import dev.recount.cli.torture.check.Kind;
import dev.recount.cli.torture.check.Violation;
import dev.recount.cli.torture.check.reader.HandlersFinish;
import dev.recount.cli.torture.check.reader.QueriesSeeWrites;
import dev.recount.cli.torture.check.reader.SubscribersGetAll;
import dev.recount.cli.torture.check.reader.ViewsAreFolds;
import dev.recount.cli.torture.check.stream.AcknowledgedIsStored;
import dev.recount.cli.torture.check.stream.AnswersArePlausible;
import dev.recount.cli.torture.check.stream.CarriedOutOnce;
import dev.recount.cli.torture.check.stream.HashesTieEvents;
import dev.recount.cli.torture.check.stream.ReadsAreCurrent;
import dev.recount.cli.torture.check.stream.RejectedIsNotStored;
import dev.recount.cli.torture.check.stream.RulesHold;
import dev.recount.cli.torture.check.stream.VersionsAreUnbroken;
import dev.recount.cli.torture.check.stream.WritesAreInOrder;
import dev.recount.cli.torture.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Decides whether a server has kept its promises, by the evidence alone: the same evidence always gets the same verdict. */
final class Checker {

    private static final List<Check> CHECKS = List.of(
            new AcknowledgedIsStored(),
            new CarriedOutOnce(),
            new VersionsAreUnbroken(),
            new WritesAreInOrder(),
            new ReadsAreCurrent(),
            new HashesTieEvents(),
            new RulesHold(),
            new RejectedIsNotStored(),
            new AnswersArePlausible(),
            new ViewsAreFolds(),
            new QueriesSeeWrites(),
            new SubscribersGetAll(),
            new HandlersFinish());

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
