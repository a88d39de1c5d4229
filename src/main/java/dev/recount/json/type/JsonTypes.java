package dev.recount.json.type;

import dev.recount.json.JsonText;
import dev.recount.model.DomainException;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.Cases;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Checks at start-up that every type a domain wants stored can be written as JSON and read back the same. */
public final class JsonTypes {

    private static final Set<Class<?>> VALUES = Set.of(
            String.class,
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            double.class,
            Double.class,
            float.class,
            Float.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            ZoneId.class,
            Duration.class,
            Period.class,
            Year.class,
            YearMonth.class,
            MonthDay.class,
            Currency.class,
            Locale.class,
            JsonText.class);
    private static final Set<Class<?>> CONTAINERS = Set.of(List.class, Set.class, Collection.class);

    /** The fields that say beside personal data what became of it. */
    private static final Set<String> LISTS = Set.of("erased", "masked");

    private final SealedTypes names;
    private final Set<Class<?>> seen = new HashSet<>();
    private boolean holdsPersonal;

    public JsonTypes(SealedTypes names) {
        this.names = names;
    }

    /**
     * Checks a record or a sealed interface of records, and all that it is made of.
     *
     * @param type a class, or a record with what its type parameters stand for, as no component of it can be
     * @throws DomainException if something in it cannot be written; the message names the component and its type
     */
    public void require(Type type) {
        if (type instanceof ParameterizedType whole
                && whole.getRawType() instanceof Class<?> record
                && record.isRecord()) {
            for (RecordComponent component : record.getRecordComponents()) {
                require(TypeParameters.of(component, whole), record.getName() + "." + component.getName());
            }
        } else {
            require(type, type.getTypeName());
        }
    }

    /** Tells whether personal data was found in what was checked. */
    public boolean holdsPersonal() {
        return holdsPersonal;
    }

    private void require(Type type, String path) {
        switch (type) {
            case Class<?> plain -> requireClass(plain, path);
            case ParameterizedType parameterized -> requireContainer(parameterized, path);
            default -> throw refuse(type, path);
        }
    }

    private void requireClass(Class<?> type, String path) {
        if (VALUES.contains(type) || type.isEnum() || !seen.add(type)) {
            return;
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                requireComponent(component, type.getName() + "." + component.getName());
            }
            requireNoLists(type);
        } else if (type.isSealed()) {
            Cases.of(type).byName().values().forEach(record -> requireClass(record, record.getName()));
        } else {
            throw refuse(type, path);
        }
    }

    /**
     * Checks a component of a record, and all that it is made of.
     *
     * @throws DomainException if something in it cannot be written; the message names the component and its type
     */
    public void require(RecordComponent component) {
        requireComponent(component, component.getDeclaringRecord().getName() + "." + component.getName());
    }

    private void requireComponent(RecordComponent component, String path) {
        if (component.getName().equals(names.nameProperty(component.getDeclaringRecord()))) {
            throw new DomainException(path + ": a component of this name would hide the name of its record, which is"
                    + " written as " + component.getName() + " beside it; rename it");
        }
        Type type = component.getGenericType();
        require(
                type instanceof ParameterizedType optional && optional.getRawType() == Optional.class
                        ? optional.getActualTypeArguments()[0]
                        : type,
                path);
    }

    /** Beside personal data, fields of these names say what of it is erased, and what is masked. */
    private static void requireNoLists(Class<?> record) {
        List<RecordComponent> components = List.of(record.getRecordComponents());
        if (components.stream().noneMatch(component -> holdsPersonal(component.getGenericType()))) {
            return;
        }
        for (RecordComponent component : components) {
            if (LISTS.contains(component.getName())) {
                throw new DomainException(record.getName() + "." + component.getName()
                        + ": beside personal data, a field of this name says what is " + component.getName()
                        + "; rename it");
            }
        }
    }

    private static boolean holdsPersonal(Type type) {
        return isPersonal(type)
                || (type instanceof ParameterizedType container
                        && List.of(container.getActualTypeArguments()).stream().anyMatch(JsonTypes::holdsPersonal));
    }

    private void requireContainer(ParameterizedType type, String path) {
        Type[] arguments = type.getActualTypeArguments();
        if (CONTAINERS.contains(type.getRawType())) {
            require(arguments[0], path);
        } else if (type.getRawType() == Map.class && isKey(arguments[0]) && !isPersonal(arguments[1])) {
            require(arguments[1], path);
        } else if (isPersonal(type) && !(arguments[0] instanceof ParameterizedType)) {
            requireNoneWithin(arguments[0], path);
            holdsPersonal = true;
        } else {
            throw refuse(type, path);
        }
    }

    private void requireNoneWithin(Type personal, String path) {
        var within = new JsonTypes(names);
        within.require(personal, path);
        if (within.holdsPersonal) {
            throw new DomainException(path + ": personal data within personal data would be of two persons at once");
        }
    }

    /** Tells whether a type is that of personal data itself. */
    public static boolean isPersonal(Type type) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == Personal.class;
    }

    private static boolean isKey(Type type) {
        return type instanceof Class<?> plain && (VALUES.contains(plain) || plain.isEnum());
    }

    private static DomainException refuse(Type type, String path) {
        return new DomainException(
                path + ": the type " + type.getTypeName() + " cannot be written as JSON and read back;"
                        + " use a record, a sealed interface of records, an enum, a value type of java.lang, java.math or java.time,"
                        + " or a List, Set or Map of these; a component may be an Optional of them, or Personal data of"
                        + " one that has no type parameters");
    }
}
