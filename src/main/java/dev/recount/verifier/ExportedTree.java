package dev.recount.verifier;

import dev.recount.verifier.ExportedFolder.Findings;
import dev.recount.verifier.SegmentFile.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The export of one tree. What is found wrong of it is told, and the rest of it is read nevertheless. */
final class ExportedTree {

    private static final Pattern CHECKPOINT = Pattern.compile("\\d{12,18}\\.checkpoint");

    private static final Place BEFORE_ALL = new Place(-1, -1);

    private final Path name;
    private final int journal;
    private final Findings findings;
    private final Set<String> expected = new HashSet<>();
    private Optional<String> origin = Optional.empty();
    private GrowingRoot root = new GrowingRoot();
    private Place last = BEFORE_ALL;
    private long wrong;

    /**
     * Names one.
     *
     * @param name its folder, as it is told
     * @param journal the number of its journal, as the name of the folder has it
     */
    ExportedTree(Path name, int journal, Findings findings) {
        this.name = name;
        this.journal = journal;
        this.findings = findings;
    }

    /** Returns the name of the tree, once it was read of one of its manifests. */
    Optional<String> origin() {
        return origin;
    }

    private void wrong(String what) {
        wrong++;
        findings.wrong(name + ": " + what);
    }

    /**
     * Holds it against the checkpoints beside it, and those of others that are of it.
     *
     * @param outside checkpoints whose signatures were checked
     */
    void verify(Path folder, List<SealKey> keys, List<SignedCheckpoint> outside) throws IOException {
        List<String> files = files(folder);
        List<SegmentFile> segments = segments(folder, files);
        List<SignedCheckpoint> own = checkpoints(folder, files, keys);
        var due = new ArrayList<>(own);
        outside.stream()
                .filter(each -> Optional.of(each.origin()).equals(origin))
                .forEach(due::add);
        due.sort(Comparator.comparingLong(SignedCheckpoint::size));
        for (SegmentFile segment : segments) {
            requireNext(segment);
            read(folder, segment, due);
        }
        check(due);
        due.forEach(each -> wrong("it ends behind " + root.size() + " entries, and the checkpoint is of " + each.size()
                + ": its end is missing"));
        requireSigned(own);
        requireConsistent(folder, own);
        files.stream().filter(file -> !expected.contains(file)).forEach(this::tellOther);
        if (wrong == 0) {
            findings.holds(name + ": all " + root.size() + " entries of " + origin.orElse("")
                    + " are those of which the checkpoints were signed");
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> !file.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private List<SegmentFile> segments(Path folder, List<String> files) throws IOException {
        var segments = new ArrayList<SegmentFile>();
        for (String file : files) {
            if (SegmentFile.NAME.matcher(file).matches()) {
                expected.add(file);
                try {
                    SegmentFile segment = SegmentFile.read(folder.resolve(file));
                    requireOwn(folder, segment);
                    segments.add(segment);
                    requireCheckpoint(folder, segment);
                } catch (VerificationException malformed) {
                    wrong(file + ": " + malformed.getMessage());
                }
            }
        }
        return segments;
    }

    private void requireOwn(Path folder, SegmentFile segment) throws VerificationException {
        String own = origin.orElse(segment.origin());
        if (segment.journal() != journal
                || !segment.origin().equals(own)
                || !own.endsWith("/" + folder.getFileName())) {
            throw new VerificationException(
                    "it is of " + segment.origin() + " of journal " + segment.journal() + ", another export");
        }
        origin = Optional.of(own);
    }

    private void requireCheckpoint(Path folder, SegmentFile segment) throws IOException, VerificationException {
        Path file = folder.resolve(segment.checkpoint());
        if (!CHECKPOINT.matcher(segment.checkpoint()).matches() || !Files.isRegularFile(file)) {
            throw new VerificationException("its checkpoint, " + segment.checkpoint() + ", is missing");
        }
        if (!SegmentFile.text(file).equals(segment.note())) {
            throw new VerificationException("its checkpoint is not what " + segment.checkpoint() + " has");
        }
    }

    private List<SignedCheckpoint> checkpoints(Path folder, List<String> files, List<SealKey> keys) throws IOException {
        var checkpoints = new ArrayList<SignedCheckpoint>();
        for (String file : files) {
            if (CHECKPOINT.matcher(file).matches()) {
                expected.add(file);
                try {
                    String note = SegmentFile.text(folder.resolve(file));
                    SignedCheckpoint checkpoint = SignedCheckpoint.parse(note, keys);
                    requireName(file, checkpoint);
                    checkpoints.add(checkpoint);
                } catch (VerificationException unsigned) {
                    wrong(file + ": " + unsigned.getMessage());
                }
            }
        }
        return checkpoints;
    }

    private void requireName(String file, SignedCheckpoint checkpoint) throws VerificationException {
        if (!Optional.of(checkpoint.origin()).equals(origin)
                || Long.parseLong(file.split("\\.", 2)[0]) != checkpoint.size()) {
            throw new VerificationException(
                    "it is the checkpoint of " + checkpoint.size() + " entries of " + checkpoint.origin());
        }
    }

    /** Goes on behind what is missing, so that all of it is told. */
    private void requireNext(SegmentFile segment) {
        if (segment.from() != root.size()) {
            wrong(
                    segment.from() > root.size()
                            ? "the entries from " + root.size() + " up to " + (segment.from() - 1) + " are missing"
                            : segment.file() + " has entries that are there already");
        }
    }

    private void read(Path folder, SegmentFile segment, List<SignedCheckpoint> due) throws IOException {
        boolean isNext = segment.from() == root.size();
        expected.add(segment.file());
        try {
            Path file = folder.resolve(segment.file());
            if (!Files.isRegularFile(file)) {
                throw new VerificationException("it is missing");
            }
            if (Files.size(file) != segment.bytes()
                    || !SegmentLines.sha256(file).equals(segment.sha256())) {
                throw new VerificationException("it is not the file of its manifest: it was changed");
            }
            if (isNext) {
                readLines(file, segment, due);
            }
        } catch (VerificationException changed) {
            wrong(segment.file() + ": " + changed.getMessage());
        }
        if (root.size() != segment.to() || !root.edge().equals(segment.edge())) {
            goOnBehind(segment, due);
        }
    }

    /** What comes behind a segment that does not hold is held against what that should be. */
    private void goOnBehind(SegmentFile segment, List<SignedCheckpoint> due) {
        root = new GrowingRoot(segment.to(), segment.edge());
        last = segment.last();
        due.removeIf(each -> each.size() < segment.to());
    }

    private void readLines(Path file, SegmentFile segment, List<SignedCheckpoint> due)
            throws IOException, VerificationException {
        try (SegmentLines lines = SegmentLines.open(file)) {
            Place first = BEFORE_ALL;
            for (String text = lines.next(); !text.isEmpty(); text = lines.next()) {
                check(due);
                SegmentLine line = SegmentLine.parse(text);
                requirePlace(line, segment);
                first = line.index() == segment.from() ? line.place() : first;
                last = line.place();
                root.add(line.leaf());
            }
            if (root.size() != segment.to()
                    || !first.equals(segment.first())
                    || !last.equals(segment.last())
                    || !root.edge().equals(segment.edge())) {
                throw new VerificationException("its entries are not those of its manifest, which has another hash,"
                        + " number or place of them");
            }
        }
    }

    private void requirePlace(SegmentLine line, SegmentFile segment) throws VerificationException {
        if (line.index() != root.size()
                || line.index() >= segment.to()
                || !line.place().isAfter(last)) {
            throw new VerificationException(line.name() + " is not in its place: it says it is entry " + line.index()
                    + ", and stands where entry " + root.size() + " is to be");
        }
    }

    /** Holds the tree as it is by now against the checkpoints of this size. */
    private void check(List<SignedCheckpoint> due) {
        while (!due.isEmpty() && due.getFirst().size() <= root.size()) {
            SignedCheckpoint checkpoint = due.removeFirst();
            if (checkpoint.size() == root.size() && !checkpoint.root().equals(root.root())) {
                wrong("the first " + checkpoint.size() + " entries are not those of which the checkpoint was signed");
            }
        }
    }

    private void requireSigned(List<SignedCheckpoint> own) {
        long under = own.stream().mapToLong(SignedCheckpoint::size).max().orElse(0);
        if (under < root.size()) {
            wrong("the entries from " + under + " up to " + (root.size() - 1)
                    + " are under no checkpoint: the run that has written them has not ended, or it was removed");
        }
    }

    private void requireConsistent(Path folder, List<SignedCheckpoint> own) throws IOException {
        for (int i = 1; i < own.size(); i++) {
            String file = "%012d.consistency.json".formatted(own.get(i).size());
            expected.add(file);
            try {
                if (!Files.isRegularFile(folder.resolve(file))) {
                    throw new VerificationException("it is missing");
                }
                JsonObject json = JsonObject.parse(SegmentFile.text(folder.resolve(file)));
                json.requireNames(Set.of("format", "origin", "from", "to", "hashes"), Set.of());
                if (json.number("format") != 1
                        || !Optional.of(json.line("origin")).equals(origin)
                        || json.count("from") != own.get(i - 1).size()
                        || json.count("to") != own.get(i).size()) {
                    throw new VerificationException("it does not lead from the checkpoint before to its own");
                }
                Proofs.requireConsistency(own.get(i - 1), own.get(i), json.hashes("hashes"));
            } catch (VerificationException broken) {
                wrong(file + ": " + broken.getMessage());
            }
        }
    }

    /** A segment that a killed run has left behind does not count, and proves nothing. */
    private void tellOther(String file) {
        if (file.matches("\\d{12,18}-\\d{12,18}\\.jsonl\\.gz")) {
            findings.holds(name + ": " + file + " has no manifest, and does not count");
        } else {
            wrong(file + " is no file of an export");
        }
    }
}
