package dev.recount.http.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.AcceptEncoding;
import org.apache.pekko.http.javadsl.model.headers.HttpEncodings;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/**
 * The compression, by gzip, of answers that hold nothing of anybody. Others go out as they are: the length of one that
 * is compressed would tell of what is secret in it to those who can have a guess put beside that.
 */
public final class Compression {

    /** The header of what is compressed. */
    public static final HttpHeader ENCODING = RawHeader.create("Content-Encoding", "gzip");

    /** The header of what may be compressed for others. */
    public static final HttpHeader VARY = RawHeader.create("Vary", "Accept-Encoding");

    private Compression() {}

    /** Tells whether the sender of a request takes compressed answers. */
    public static boolean isTakenBy(HttpRequest request) {
        return request.getHeader(AcceptEncoding.class).stream()
                .flatMap(header -> StreamSupport.stream(header.getEncodings().spliterator(), false))
                .anyMatch(range -> range.matches(HttpEncodings.GZIP) && range.qValue() > 0);
    }

    /** Returns an answer of JSON, which is compressed for those who take it so. */
    public static HttpResponse ok(String json, HttpRequest request) {
        HttpResponse answer = Answers.ok(json).addHeader(VARY);
        return isTakenBy(request)
                ? answer.addHeader(ENCODING)
                        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, of(ByteString.fromString(json))))
                : answer;
    }

    /** Returns a content, compressed. */
    public static ByteString of(ByteString content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.toArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ByteString.fromArray(bytes.toByteArray());
    }
}
