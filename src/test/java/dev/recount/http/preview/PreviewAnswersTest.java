package dev.recount.http.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.access.rule.Permissions;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.StreamId;
import dev.recount.preview.Preview;
import dev.recount.preview.Way;
import dev.recount.stream.Outcome;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.Test;

class PreviewAnswersTest {

    private static final StreamId TILL = new StreamId("till", "1");

    @Test
    void showTheWayToAnotherStreamAsThatOfAPreview() {
        var answers = new PreviewAnswers(
                Codecs.of(List.of(Till.domain())), Permissions.ALL, new Way(Optional.empty(), false));
        var moved = new Outcome.Moved(TILL, List.of(new StreamId("exchange", "2")));

        HttpResponse answer = answers.of(TILL, new Preview.Told(moved), "/Fill?dryRun=true");

        assertThat(answer.status().intValue()).isEqualTo(308);
        assertThat(answer.getHeader("Location").map(HttpHeader::value))
                .hasValue("/streams/exchange/2/Fill?dryRun=true");
    }
}
