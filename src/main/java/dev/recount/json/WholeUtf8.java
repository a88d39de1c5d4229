package dev.recount.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The check that bytes are UTF-8 as RFC 3629 has it, which Jackson leaves out: it reads other bytes as other
 * characters.
 */
final class WholeUtf8 extends InputDecorator {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable InputStream decorate(IOContext context, byte[] bytes, int offset, int length) throws IOException {
        if (!isAscii(bytes, offset, length)) {
            try {
                var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            } catch (CharacterCodingException malformed) {
                throw new JsonParseException(null, "the text is not JSON, as it is not UTF-8", malformed);
            }
        }
        return null; // the bytes are read as they are
    }

    private static boolean isAscii(byte[] bytes, int offset, int length) {
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    @Override
    public InputStream decorate(IOContext context, InputStream bytes) {
        throw new UnsupportedOperationException("JSON is read from whole arrays of bytes");
    }

    @Override
    public Reader decorate(IOContext context, Reader characters) {
        return characters;
    }
}
