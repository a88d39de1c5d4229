package dev.recount.example.bank.pkdd99;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.recount.example.bank.account.AccountCommand.Booking;
import dev.recount.model.domain.Importer.BadLine;
import dev.recount.model.domain.Importer.ImportedCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Puts a bad line between good ones: it is reported, and the good ones are read. */
class BadLinesTest {

    private static final Map<String, List<String>> GOOD = Map.of(
            "client.asc",
            List.of("\"client_id\";\"birth_number\";\"district_id\"", "5;\"450204\";1", "6;\"450204\";1"),
            "disp.asc",
            List.of("\"disp_id\";\"client_id\";\"account_id\";\"type\"", "1;5;1;\"OWNER\"", "2;6;2;\"OWNER\""),
            "account.asc",
            List.of(
                    "\"account_id\";\"district_id\";\"frequency\";\"date\"",
                    "1;74;\"POPLATEK MESICNE\";930110",
                    "2;74;\"POPLATEK MESICNE\";930110"),
            "trans.asc",
            List.of(
                    "\"trans_id\";\"account_id\";\"date\";\"type\";\"operation\";\"amount\";\"balance\";\"k_symbol\";\"bank\";\"account\"",
                    "11;1;930110;\"PRIJEM\";\"VKLAD\";700.00;700.00;\"\";;",
                    "12;2;930111;\"PRIJEM\";\"VKLAD\";700.00;700.00;\"\";;"));

    private static final String NO_PROBLEM = "";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            trans.asc   | 13;1;930110;"PRIJEM";"VKLAD";7.00;7.00;""        | 8 fields instead of 10
            trans.asc   | ;                                                | 2 fields instead of 10
            trans.asc   | x;1;930110;"PRIJEM";"VKLAD";7.00;7.00;"";;       | trans_id is not a number: x
            trans.asc   | 13;1;930230;"PRIJEM";"VKLAD";7.00;7.00;"";;      | date is not a day, written yymmdd: 930230
            trans.asc   | 13;1;today;"PRIJEM";"VKLAD";7.00;7.00;"";;       | date is not a day, written yymmdd: today
            trans.asc   | 13;1;930110;"PRIJEM";"VKLAD";;7.00;"";;          | amount is not
            trans.asc   | 13;1;930110;"PRIJEM";"VKLAD";0.00;7.00;"";;      | amount is not a positive amount of money: 0.00
            trans.asc   | 13;1;930110;"PRIJEM";"VKLAD";-7.00;7.00;"";;     | amount is not
            trans.asc   | 13;1;930110;"PRIJEM";"VKLAD";7.001;7.00;"";;     | amount is not
            trans.asc   | 13;1;930110;"PRIJEM";"VKLAD";1E+400;7.00;"";;    | amount is not
            trans.asc   | 13;1;930110;"PRIJEM";"VKLAT";7.00;7.00;"";;      | type 'PRIJEM', operation 'VKLAT' and k_symbol ''
            trans.asc   | 13;1;930110;"PRIJEM";"";7.00;7.00;"SIPO";;       | type 'PRIJEM', operation '' and k_symbol 'SIPO'
            trans.asc   | 13;1;930110;"VYBER";"VYBER KARTOU";7.00;7.00;;;  | type 'VYBER', operation 'VYBER KARTOU'
            trans.asc   | 13;3;930110;"PRIJEM";"VKLAD";7.00;7.00;"";;      | unknown account 3
            trans.asc   | 13;1;930109;"PRIJEM";"VKLAD";7.00;7.00;"";;      | opened later, on 1993-01-10
            trans.asc   | 11;2;930110;"PRIJEM";"VKLAD";7.00;7.00;"";;      | a second row of transaction 11
            account.asc | 3;74;"POPLATEK MESICNE"                          | 3 fields instead of 4
            account.asc | 3/;74;"POPLATEK MESICNE";930110                  | account_id is not a number: 3/
            account.asc | 1;74;"POPLATEK MESICNE";931310                   | date is not a day, written yymmdd: 931310
            account.asc | 1;74;"POPLATEK MESICNE";930110                   | a second row of account 1
            account.asc | 3;74;"POPLATEK MESICNE";930110                   | account 3 has no owner
            disp.asc    | 3;7;3;"OWNER"                                    | unknown client 7
            disp.asc    | 3;5;3;"THIEF"                                    | unknown type THIEF
            disp.asc    | 3;6;1;"OWNER"                                    | a second owner of account 1
            client.asc  | 5;"450204";1                                     | a second row of client 5
            """)
    void areReportedAndTheRestGoesOn(String fileName, String line, String problem) {
        var folder = TestFolders.of(with(fileName, line, "\n"));

        assertThat(TestFolders.entries(folder, BadLine.class)).singleElement().satisfies(bad -> {
            assertThat(bad.fileName()).isEqualTo(fileName);
            assertThat(bad.line()).isEqualTo(3);
            assertThat(bad.problem()).contains(problem);
        });
        assertThat(TestFolders.entries(folder, ImportedCommand.class)).isEqualTo(goodCommands());
    }

    @ParameterizedTest
    @CsvSource({"client.asc", "disp.asc", "account.asc", "trans.asc"})
    void mayBeTheHeader(String fileName) {
        var files = with(fileName, NO_PROBLEM, "\n");
        files.put(fileName, "what is this?" + files.get(fileName));

        assertThat(TestFolders.entries(TestFolders.of(files), BadLine.class))
                .singleElement()
                .satisfies(bad -> {
                    assertThat(bad.fileName()).isEqualTo(fileName);
                    assertThat(bad.line()).isEqualTo(1);
                    assertThat(bad.problem()).startsWith("is not the header");
                });
    }

    @ParameterizedTest
    @CsvSource({"client.asc", "disp.asc", "account.asc", "trans.asc"})
    void areNoneIfAFileIsMissing(String fileName) {
        var files = with(fileName, NO_PROBLEM, "\n");
        files.remove(fileName);

        assertThatIOException().isThrownBy(() -> new Pkdd99Importer().read(TestFolders.of(files)));
    }

    @Test
    void areNotThoseWithOtherLineEndsOrEmptyOnesBetween() {
        var folder = TestFolders.of(with("trans.asc", NO_PROBLEM, "\r\n"));

        assertThat(TestFolders.entries(folder)).isEqualTo(goodCommands());
        assertThat(TestFolders.entries(folder, ImportedCommand.class))
                .filteredOn(command -> command.command() instanceof Booking)
                .hasSize(2);
    }

    private static List<ImportedCommand> goodCommands() {
        return TestFolders.entries(TestFolders.of(with("trans.asc", NO_PROBLEM, "\n")), ImportedCommand.class);
    }

    /** The good files, with one more line as the third of one of them, and an empty line at the end. */
    private static Map<String, String> with(String fileName, String line, String lineEnd) {
        var files = new HashMap<String, String>();
        GOOD.forEach((name, lines) -> {
            var more = new ArrayList<>(lines);
            if (name.equals(fileName)) {
                more.add(2, line);
            }
            files.put(name, String.join(lineEnd, more) + lineEnd + lineEnd);
        });
        return files;
    }
}
