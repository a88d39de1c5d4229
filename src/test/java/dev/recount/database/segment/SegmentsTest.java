package dev.recount.database.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Segments that are read on threads of their own. */
class SegmentsTest {

    private static final byte[] CONTENT = content("first\nsecond\n");

    private static byte[] content(String lines) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Test
    void areReadOnThreadsOfTheirOwn() {
        var reader = new AtomicReference<>("");
        var segments = new Segments(
                _ -> {
                    reader.set(Thread.currentThread().getName());
                    return CONTENT;
                },
                1);
        assertThat(segments.line("file", CONTENT.length, 0, 1)).contains("second");
        assertThat(reader.get()).isEqualTo("archive-reader");
    }

    @Test
    void thatDoNotAnswerHoldUpNobodyWhoHasWhatWasReadBefore() throws InterruptedException {
        var isAsked = new CountDownLatch(1);
        var isThere = new CountDownLatch(1);
        var segments = new Segments(
                file -> {
                    if (file.equals("slow")) {
                        isAsked.countDown();
                        await(isThere);
                    }
                    return CONTENT;
                },
                1);
        assertThat(segments.line("file", CONTENT.length, 0, 0)).contains("first");
        CompletableFuture<Optional<String>> waiting =
                CompletableFuture.supplyAsync(() -> segments.line("slow", CONTENT.length, 0, 0));
        await(isAsked);
        assertThat(segments.line("file", CONTENT.length, 0, 1)).contains("second");
        var later = new CompletableFuture<Optional<String>>();
        segments.execute(() -> later.complete(segments.line("other", CONTENT.length, 0, 1)));
        assertThat(waiting).isNotDone();
        assertThat(later).isNotDone();
        isThere.countDown();
        assertThat(waiting.orTimeout(4, TimeUnit.MINUTES).join()).contains("first");
        assertThat(later.orTimeout(4, TimeUnit.MINUTES).join()).contains("second");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    @Test
    void thatAreAwaySaySoToWhoAsked() {
        var segments = new Segments(
                file -> {
                    throw new SegmentAwayException(file, "there is no such file");
                },
                1);
        assertThatThrownBy(() -> segments.line("file", 10, 0, 0))
                .isInstanceOf(SegmentAwayException.class)
                .hasMessage("what is archived in file cannot be read: there is no such file");
    }
}
