package dev.recount.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The program {@code recount-verify}. It exits with 0 if all holds, 1 if not, and 2 if it cannot tell. */
public final class RecountVerify {

    private static final String USAGE = """
            recount-verify receipt FILE --key KEY
                whether a receipt proves that an event is in a log, or that a command was rejected
            recount-verify log --url URL --key KEY [--checkpoint FILE]...
                whether a log that is published at URL, such as http://host:8080/seal/1, goes on from older checkpoints
            recount-verify database --jdbc URL [--user USER] [--password PASSWORD] --key KEY --checkpoint FILE...
                    [--archive DIR]
                whether the events and rejections in a database are those of which checkpoints were signed, events
                included that are archived into segments in DIR; with the JDBC driver of the database on the class path:
                java -cp recount-verify.jar:postgresql.jar dev.recount.verifier.RecountVerify
            recount-verify export DIR --key KEY [--checkpoint FILE]...
                whether the files of an export are whole, and hold the events of which the checkpoints in it, and those
                that are given, were signed

            KEY is the verifier key of the log, name+id+key, as its keeper gives it, or a file with it; several are
            given where the log has got another one meanwhile.

            --witness KEY [--witness KEY]... [--witnesses-needed N]
                each checkpoint that is relied on must also be signed by all of these witnesses, or by N of them: that
                of a receipt, the last witnessed one of a log, those that are given for a database or an export. KEY is
                a verifier key of a witness, as it publishes it, or a file with it.
            """;

    /** What is misspelt is not passed over: less would be checked than was asked for. */
    private static final Set<String> OPTIONS = Set.of(
            "--key",
            "--checkpoint",
            "--url",
            "--jdbc",
            "--user",
            "--password",
            "--archive",
            "--witness",
            "--witnesses-needed");

    private final PrintStream out;
    private final Map<String, List<String>> options = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();

    private RecountVerify(PrintStream out) {
        this.out = out;
    }

    /** Runs the program, and ends it. */
    public static void main(String... arguments) {
        System.exit(run(System.out, arguments));
    }

    /**
     * Runs the program, and returns its exit code.
     *
     * @param out where it tells what it finds
     */
    public static int run(PrintStream out, String... arguments) {
        var program = new RecountVerify(out);
        try {
            return program.parse(arguments) ? program.verify() : usage(out);
        } catch (VerificationException wrong) {
            out.println("DOES NOT HOLD: " + wrong.getMessage());
            return 1;
        } catch (IOException | SQLException | IllegalArgumentException unreadable) {
            out.println("cannot be verified: " + unreadable.getMessage());
            return 2;
        }
    }

    private static int usage(PrintStream out) {
        out.print(USAGE);
        return 2;
    }

    private boolean parse(String[] words) {
        for (int i = 0; i < words.length; i++) {
            if (!words[i].startsWith("--")) {
                arguments.add(words[i]);
            } else if (OPTIONS.contains(words[i]) && i + 1 < words.length) {
                options.computeIfAbsent(words[i], _ -> new ArrayList<>()).add(words[++i]);
            } else {
                return false;
            }
        }
        return !arguments.isEmpty();
    }

    private int verify() throws VerificationException, IOException, SQLException {
        return switch (arguments.getFirst()) {
            case "receipt" -> arguments.size() == 2 && has("--key") ? receipt() : usage(out);
            case "log" -> arguments.size() == 1 && has("--url", "--key") ? log() : usage(out);
            case "database" ->
                arguments.size() == 1 && has("--jdbc", "--key", "--checkpoint") ? database() : usage(out);
            case "export" -> arguments.size() == 2 && has("--key") ? export() : usage(out);
            default -> usage(out);
        };
    }

    private boolean has(String... names) {
        return List.of(names).stream().allMatch(options::containsKey);
    }

    private String option(String name, String otherwise) {
        return options.getOrDefault(name, List.of(otherwise)).getLast();
    }

    private List<SealKey> keys() throws IOException {
        return keys("--key", SealKey::parse);
    }

    private List<SealKey> keys(String name, Function<String, SealKey> form) throws IOException {
        var keys = new ArrayList<SealKey>();
        for (String key : options.getOrDefault(name, List.of())) {
            String lines = key.contains("+") ? key : Files.readString(Path.of(key));
            lines.lines().filter(line -> !line.isBlank()).map(form).forEach(keys::add);
        }
        return keys;
    }

    private Witnesses witnesses() throws IOException {
        return Witnesses.of(keys("--witness", SealKey::parseWitness), option("--witnesses-needed", ""));
    }

    private List<SignedCheckpoint> checkpoints(List<SealKey> keys, Witnesses witnesses)
            throws VerificationException, IOException {
        var checkpoints = new ArrayList<SignedCheckpoint>();
        for (String file : options.getOrDefault("--checkpoint", List.of())) {
            String note = Files.readString(Path.of(file));
            checkpoints.add(SignedCheckpoint.parse(note, keys));
            witnesses.require(note);
        }
        return checkpoints;
    }

    private int receipt() throws VerificationException, IOException {
        ReceiptFile receipt = ReceiptFile.parse(Files.readString(Path.of(arguments.get(1))));
        Witnesses witnesses = witnesses();
        out.println("holds: " + receipt.require(keys()) + witnesses.require(receipt.note()));
        return 0;
    }

    private int log() throws VerificationException, IOException {
        List<SealKey> keys = keys();
        Witnesses witnesses = witnesses();
        try (var tree = new PublishedTree(option("--url", ""))) {
            String witnessed = witnesses.areNeeded() ? tree.witnessedCheckpoint() : "";
            SignedCheckpoint now = SignedCheckpoint.parse(tree.checkpoint(), keys);
            for (SignedCheckpoint older : checkpoints(keys, new Witnesses(List.of(), 0))) {
                goesOn(tree, older, now);
                out.println("holds: the tree of " + now.size() + " entries goes on from that of " + older.size());
            }
            if (witnesses.areNeeded()) {
                SignedCheckpoint last = SignedCheckpoint.parse(witnessed, keys);
                String who = witnesses.require(witnessed);
                goesOn(tree, last, now);
                out.println("holds: the checkpoint of " + last.size() + " entries is signed" + who);
            }
            out.println("holds: the checkpoint of " + now.size() + " entries is signed");
        }
        return 0;
    }

    private static void goesOn(PublishedTree tree, SignedCheckpoint older, SignedCheckpoint now)
            throws VerificationException, IOException {
        if (!older.origin().equals(now.origin())) {
            throw new VerificationException(
                    "the checkpoint is of " + older.origin() + ", and the log of " + now.origin());
        }
        tree.requireConsistent(older, now);
    }

    private int database() throws VerificationException, IOException, SQLException {
        List<SignedCheckpoint> sorted = checkpoints(keys(), witnesses()).stream()
                .sorted(Comparator.comparingLong(SignedCheckpoint::size))
                .toList();
        List<SignedCheckpoint> ofRejections =
                sorted.stream().filter(SignedCheckpoint::isOfRejections).toList();
        List<SignedCheckpoint> ofEvents =
                sorted.stream().filter(each -> !each.isOfRejections()).toList();
        try (var database = new SealedDatabase(
                option("--jdbc", ""),
                option("--user", ""),
                option("--password", ""),
                Optional.of(option("--archive", ""))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of))) {
            boolean eventsHold = events(database, ofEvents);
            return rejections(database, ofRejections) && eventsHold ? 0 : 1;
        }
    }

    private boolean events(SealedDatabase database, List<SignedCheckpoint> checkpoints)
            throws SQLException, IOException {
        boolean hold = checkpoints.isEmpty() || database.verify(checkpoints, this::doesNotHold) == 0;
        if (hold) {
            checkpoints.forEach(
                    each -> holds(each, "events", each.equals(checkpoints.getLast()) ? database.deleted() : ""));
        }
        return hold;
    }

    private boolean rejections(SealedDatabase database, List<SignedCheckpoint> checkpoints)
            throws SQLException, VerificationException {
        SealedRejections rejections = database.rejections(this::doesNotHold);
        boolean hold = rejections.verify(checkpoints) == 0;
        if (hold) {
            checkpoints.forEach(
                    each -> holds(each, "rejections", each.equals(checkpoints.getLast()) ? rejections.away() : ""));
        }
        return hold;
    }

    private void doesNotHold(String finding) {
        out.println("DOES NOT HOLD: " + finding);
    }

    private void holds(SignedCheckpoint checkpoint, String what, String more) {
        out.println("holds: the first " + checkpoint.size() + " " + what
                + " are those of which the checkpoint was signed" + more);
    }

    private int export() throws VerificationException, IOException {
        List<SealKey> keys = keys();
        var told = new Told(out);
        new ExportedFolder(Path.of(arguments.get(1))).verify(keys, checkpoints(keys, witnesses()), told);
        return told.wrong == 0 ? 0 : 1;
    }

    /** A printer of what is found of an export, which counts the things that do not hold. */
    private static final class Told implements ExportedFolder.Findings {

        private final PrintStream out;
        private long wrong;

        Told(PrintStream out) {
            this.out = out;
        }

        @Override
        public void holds(String what) {
            out.println("holds: " + what);
        }

        @Override
        public void wrong(String what) {
            wrong++;
            out.println("DOES NOT HOLD: " + what);
        }
    }
}
