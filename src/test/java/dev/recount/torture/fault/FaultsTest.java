package dev.recount.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void writeScript() throws IOException {
        script = Files.writeString(folder.resolve("script"), """
                #!/bin/sh
                echo "$*" >>"$0.told"
                [ "$1" != partition ] || exit 3
                """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private List<String> told() throws IOException {
        Path file = folder.resolve("script.told");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void plansTheSameFaultsForASeed() {
        var plan = new FaultPlan(7, EnumSet.allOf(FaultKind.class), 3);
        var same = new FaultPlan(7, EnumSet.allOf(FaultKind.class), 3);
        for (int fault = 0; fault < 100; fault++) {
            assertThat(plan.next()).isEqualTo(same.next());
        }
    }

    @Test
    void plansAllKindsForAllNodesWithinTheirBounds() {
        var plan = new FaultPlan(1, EnumSet.allOf(FaultKind.class), 3);
        List<PlannedFault> faults =
                Stream.generate(() -> plan.next().orElseThrow()).limit(300).toList();
        assertThat(faults).extracting(PlannedFault::kind).contains(FaultKind.values());
        assertThat(faults).extracting(PlannedFault::node).containsOnly(1, 2, 3);
        assertThat(faults)
                .filteredOn(fault -> fault.kind() == FaultKind.KILL)
                .extracting(PlannedFault::lasts)
                .allMatch(lasts ->
                        lasts.compareTo(Duration.ofSeconds(2)) >= 0 && lasts.compareTo(Duration.ofSeconds(15)) <= 0);
        assertThat(faults).anyMatch(fault -> fault.meanwhile().isPresent());
    }

    @Test
    void undoesWhatIsUnderWayWhenItEnds() throws Exception {
        try (var evidence = new EvidenceWriter(folder.resolve("evidence"))) {
            Set<FaultKind> kinds = EnumSet.of(FaultKind.KILL);
            var faults = new Faults(kinds, 3, soonest(kinds), new ClusterScript(script), System::nanoTime, evidence);
            while (faults.underWay().isEmpty() || told().isEmpty()) {
                Pause.briefly();
            }
            faults.end();
            assertThat(faults.underWay()).isEmpty();
        }
        assertThat(told()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(told().getLast()).startsWith("start ");
        assertThat(Files.readString(folder.resolve("evidence/faults.ndjson")))
                .contains(Fault.Step.BEGUN.name(), Fault.Step.UNDONE.name());
    }

    @Test
    void leavesOutWhatTheScriptHasNoRightsFor() throws Exception {
        try (var evidence = new EvidenceWriter(folder.resolve("evidence"))) {
            Set<FaultKind> kinds = EnumSet.of(FaultKind.PARTITION);
            var faults = new Faults(kinds, 3, soonest(kinds), new ClusterScript(script), System::nanoTime, evidence);
            while (told().isEmpty()) {
                Pause.briefly();
            }
            faults.end();
        }
        assertThat(told()).hasSize(1).allMatch(command -> command.startsWith("partition "));
    }

    /** A seed whose first fault does not keep a test waiting. */
    private static long soonest(Set<FaultKind> kinds) {
        return LongStream.range(0, 1_000)
                .filter(seed -> new FaultPlan(seed, kinds, 3)
                                .next()
                                .orElseThrow()
                                .quiet()
                                .compareTo(Duration.ofMillis(3_100))
                        < 0)
                .findFirst()
                .orElseThrow();
    }
}
