package dev.recount.json.type;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.Optional;

/** The types that stand for the type parameters of a record. */
public final class TypeParameters {

    private TypeParameters() {}

    /** Returns the type of a component; one that may be absent has the type that it has when it is there. */
    static Type of(RecordComponent component, ParameterizedType record) {
        Type type = resolved(component, record);
        return type instanceof ParameterizedType optional && optional.getRawType() == Optional.class
                ? optional.getActualTypeArguments()[0]
                : type;
    }

    /** Returns the type of a component of a record with type parameters. */
    public static Type resolved(RecordComponent component, ParameterizedType record) {
        Type type = component.getGenericType();
        if (!(type instanceof TypeVariable<?>)) {
            return type;
        }
        int index = List.of(component.getDeclaringRecord().getTypeParameters()).indexOf(type);
        return record.getActualTypeArguments()[index];
    }
}
