package dev.recount.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder, looked through for texts. */
final class FilesWithText {

    private FilesWithText() {}

    /** Returns those of some texts that can be read in the files of a folder, each with the file. */
    static List<String> readable(Path folder, List<String> texts) throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (String text : texts) {
                    if (SealedDataContract.forms(text).stream()
                            .anyMatch(form -> content.contains(new String(form, StandardCharsets.ISO_8859_1)))) {
                        found.add(text + " in " + file.getFileName());
                    }
                }
            }
        }
        return found;
    }
}
