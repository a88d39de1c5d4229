package dev.recount.json.type;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.impl.AsPropertyTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Finds the case that a value of a sealed interface is by a field of its object, where Jackson alone would take lists
 * too.
 */
final class CaseResolver extends StdTypeResolverBuilder {

    private static final long serialVersionUID = 1L;

    @Override
    public TypeDeserializer buildTypeDeserializer(
            DeserializationConfig config, JavaType base, Collection<NamedType> cases) {
        return new OfObjects((AsPropertyTypeDeserializer) super.buildTypeDeserializer(config, base, cases), null);
    }

    private static final class OfObjects extends AsPropertyTypeDeserializer {

        private static final long serialVersionUID = 1L;

        OfObjects(AsPropertyTypeDeserializer ofAnything, @Nullable BeanProperty property) {
            super(ofAnything, property);
        }

        @Override
        public TypeDeserializer forProperty(BeanProperty property) {
            return new OfObjects(this, property);
        }

        @Override
        public Object deserializeTypedFromObject(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.currentToken() == JsonToken.START_OBJECT
                    ? super.deserializeTypedFromObject(parser, context)
                    : context.handleUnexpectedToken(_baseType, parser);
        }
    }
}
