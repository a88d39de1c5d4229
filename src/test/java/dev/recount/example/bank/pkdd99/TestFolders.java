package dev.recount.example.bank.pkdd99;

import dev.recount.model.domain.Importer.Entry;
import dev.recount.model.domain.Importer.Folder;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Folders to read from. */
public final class TestFolders {

    /** The columns in which files name accounts, by the names of the files. */
    private static final Map<String, Integer> COLUMNS_OF_ACCOUNTS =
            Map.of("account.asc", 0, "trans.asc", 1, "disp.asc", 2);

    private TestFolders() {}

    /** All 800 accounts. */
    public static Folder full() {
        return fileName -> new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TestFolders.class.getResourceAsStream(fileName)), StandardCharsets.ISO_8859_1));
    }

    /** Each so-manieth of all accounts, with all that happened to it. */
    public static Folder oneOf(int accounts) {
        return fileName -> {
            Integer column = COLUMNS_OF_ACCOUNTS.get(fileName);
            BufferedReader lines = full().open(fileName);
            if (column == null) {
                return lines;
            }
            try (lines) {
                String header = lines.readLine();
                return new BufferedReader(new StringReader(header + "\n"
                        + lines.lines()
                                .filter(line ->
                                        Integer.parseInt(line.split(";", -1)[column]) % accounts == accounts - 1)
                                .collect(Collectors.joining("\n", "", "\n"))));
            }
        };
    }

    /** Files of these texts, by name. */
    static Folder of(Map<String, String> files) {
        return fileName -> {
            String text = files.get(fileName);
            if (text == null) {
                throw new FileNotFoundException(fileName);
            }
            return new BufferedReader(new StringReader(text));
        };
    }

    static List<Entry> entries(Folder folder) {
        try (Stream<Entry> entries = new Pkdd99Importer().read(folder)) {
            return entries.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static <T extends Entry> List<T> entries(Folder folder, Class<T> kind) {
        return entries(folder).stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
