package dev.recount.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of an export, with a folder for each journal, and in that one for each of its trees. */
record ExportedFolder(Path path) {

    private static final Pattern JOURNAL = Pattern.compile("journal-([1-9]\\d{0,3})");

    /** A reader of what is found of an export. */
    interface Findings {

        /** Tells what holds. */
        void holds(String what);

        /** Tells what does not. */
        void wrong(String what);
    }

    /**
     * Holds all trees against the checkpoints beside them, and against others.
     *
     * @param outside checkpoints from elsewhere, whose signatures were checked
     */
    void verify(List<SealKey> keys, List<SignedCheckpoint> outside, Findings findings) throws IOException {
        Set<String> origins = new HashSet<>();
        for (Path journal : folders(path)) {
            var name = JOURNAL.matcher(String.valueOf(journal.getFileName()));
            if (name.matches()) {
                for (Path folder : folders(journal)) {
                    var tree = new ExportedTree(path.relativize(folder), Integer.parseInt(name.group(1)), findings);
                    tree.verify(folder, keys, outside);
                    tree.origin().ifPresent(origins::add);
                }
            }
        }
        if (origins.isEmpty()) {
            findings.wrong("there is no export of a tree in " + path);
        }
        for (SignedCheckpoint each : outside) {
            if (!origins.contains(each.origin())) {
                findings.wrong("the tree " + each.origin() + ", of which a checkpoint is given, is not there");
            }
        }
    }

    private static List<Path> folders(Path path) throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return new ArrayList<>(all.filter(Files::isDirectory).sorted().toList());
        }
    }
}
