package dev.recount.example.bank.pkdd99;

import dev.recount.model.domain.Importer;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * The importer of {@code account.asc}, {@code client.asc}, {@code disp.asc} and {@code trans.asc} of the PKDD'99 data
 * set.
 *
 * <p>Bad lines come first. Then come the commands as they happened: on each day the accounts opened, then the
 * transactions, both in the order of their files; and at each month's end the closing of that month for each account,
 * up to the last month with a transaction. All files are read before the first entry is returned.
 */
public final class Pkdd99Importer implements Importer {

    private static final String SAMPLE = "/dev/recount/example/bank/sample/";

    @Override
    public Stream<Entry> read(Folder folder) throws IOException {
        return Pkdd99Records.of(folder).entries();
    }

    @Override
    public Folder sample() {
        return Pkdd99Importer::openSample;
    }

    private static BufferedReader openSample(String fileName) throws IOException {
        InputStream file = Pkdd99Importer.class.getResourceAsStream(SAMPLE + fileName);
        if (file == null) {
            throw new FileNotFoundException(fileName + " is not part of the sample");
        }
        return new BufferedReader(new InputStreamReader(file, StandardCharsets.ISO_8859_1));
    }
}
