package dev.recount.json.type;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.Cases;
import dev.recount.model.type.StreamType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Teaches Jackson what the domain's types say by themselves, so that they need no annotations.
 *
 * <p>A value of a sealed interface carries the simple name of its record: as {@code status} where it is the state of a
 * stream, as {@code type} elsewhere. Commands and events do not, as their names are kept beside them. Every
 * component of a record must be present, unless it is an {@link Optional}.
 */
public final class SealedTypes extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    private final transient Set<Class<?>> namedOutside;
    private final transient Class<?> state;

    /** Returns what tells the names within the commands, events and states of a stream type. */
    public static SealedTypes of(StreamType<?, ?, ?> type) {
        var namedOutside = new HashSet<>(type.events().groups());
        namedOutside.addAll(type.commands().groups());
        return new SealedTypes(namedOutside, type.state());
    }

    public SealedTypes(Set<Class<?>> namedOutside, Class<?> state) {
        this.namedOutside = Set.copyOf(namedOutside);
        this.state = state;
    }

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
            MapperConfig<?> config, AnnotatedClass annotated, JavaType baseType) {
        String property = nameProperty(annotated.getRawType());
        if (property == null) {
            return super.findTypeResolver(config, annotated, baseType);
        }
        return new CaseResolver()
                .init(JsonTypeInfo.Id.NAME, null)
                .inclusion(JsonTypeInfo.As.PROPERTY)
                .typeProperty(property);
    }

    /** Returns the field that tells which case of a sealed interface a value is, if its type needs one. */
    public @Nullable String nameProperty(Class<?> type) {
        // String and Integer belong to a sealed interface of the JDK
        Class<?> sealed = type.isRecord() || type.isSealed() ? sealedBase(type) : null;
        if (sealed == null || namedOutside.contains(sealed)) {
            return null;
        }
        return sealed == state ? "status" : "type";
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (!type.isSealed()) {
            return super.findSubtypes(annotated);
        }
        List<NamedType> subtypes = new ArrayList<>();
        Cases.of(type).byName().forEach((name, record) -> subtypes.add(new NamedType(record, name)));
        return subtypes;
    }

    @Override
    public @Nullable String findTypeName(AnnotatedClass annotated) {
        Class<?> type = annotated.getRawType();
        return type.isRecord() ? type.getSimpleName() : super.findTypeName(annotated);
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        if (member instanceof AnnotatedParameter) {
            return member.getRawType() != Optional.class;
        }
        return super.hasRequiredMarker(member);
    }

    /** Only the canonical constructor makes a record: no factory method, and no constructor that takes another form. */
    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
        return switch (annotated) {
            case AnnotatedMethod _ -> JsonCreator.Mode.DISABLED;
            case AnnotatedConstructor constructor
            when constructor.getDeclaringClass().isRecord() ->
                isCanonical(constructor) ? JsonCreator.Mode.PROPERTIES : JsonCreator.Mode.DISABLED;
            default -> super.findCreatorAnnotation(config, annotated);
        };
    }

    private static boolean isCanonical(AnnotatedConstructor constructor) {
        return Arrays.equals(
                constructor.getAnnotated().getParameterTypes(),
                Arrays.stream(constructor.getDeclaringClass().getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray());
    }

    /** Returns the outermost sealed interface that the type belongs to. */
    private static @Nullable Class<?> sealedBase(Class<?> type) {
        for (Class<?> parent : type.getInterfaces()) {
            Class<?> base = sealedBase(parent);
            if (base != null) {
                return base;
            }
        }
        return type.isSealed() && type.isInterface() && type != Personal.class ? type : null;
    }
}
