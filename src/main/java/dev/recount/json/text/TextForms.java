package dev.recount.json.text;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
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
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The value types that are written as one text each, as values and as the keys of maps; read from no other form. */
public final class TextForms {

    private static final Map<Class<?>, TextForm<?>> FORMS = Stream.of(
                    new TextForm<>(String.class, "", TextForms::wholeCharacters, text -> text),
                    TextForm.of(Instant.class, "1993-01-31T12:00:00Z", Instants::parse),
                    TextForm.of(LocalDate.class, "1993-01-31", LocalDate::parse),
                    TextForm.of(LocalTime.class, "12:00:00", LocalTime::parse),
                    TextForm.of(LocalDateTime.class, "1993-01-31T12:00:00", LocalDateTime::parse),
                    TextForm.of(OffsetDateTime.class, "1993-01-31T12:00:00+01:00", OffsetDateTime::parse),
                    TextForm.of(ZonedDateTime.class, "1993-01-31T12:00:00+01:00[Europe/Prague]", ZonedDateTime::parse),
                    TextForm.of(ZoneId.class, "Europe/Prague", ZoneId::of),
                    TextForm.of(Duration.class, "PT1H30M", Duration::parse),
                    TextForm.of(Period.class, "P1Y2M3D", Period::parse),
                    TextForm.of(Year.class, "1993", Year::parse),
                    TextForm.of(YearMonth.class, "1993-01", YearMonth::parse),
                    TextForm.of(MonthDay.class, "--01-31", MonthDay::parse),
                    TextForm.of(UUID.class, "6b1d1c1e-0f5c-4c37-8f4b-5d1f5a3f0c11", WholeUuid::parse),
                    TextForm.of(Currency.class, "CZK", Currency::getInstance),
                    new TextForm<>(Locale.class, "cs-CZ", TextForms::locale, Locale::toLanguageTag))
            .collect(Collectors.toUnmodifiableMap(TextForm::type, form -> form));

    private TextForms() {}

    public static SimpleModule module() {
        var module = new SimpleModule("text-forms");
        FORMS.values().forEach(form -> form.addTo(module));
        return module.setDeserializerModifier(new EnumForms());
    }

    /** Returns what a text of this type looks like, or nothing if the type has no text form of its own. */
    public static @Nullable String example(Class<?> type) {
        TextForm<?> form = FORMS.get(type);
        return form == null || form.example().isEmpty() ? null : form.example();
    }

    /**
     * Returns the value that a text of a type with a text form stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     * @throws java.time.DateTimeException if it stands for none
     */
    public static Object read(Class<?> type, String text) {
        return form(type).parse().apply(text);
    }

    /**
     * Returns a text in the one form in which values of its type are written.
     *
     * @throws IllegalArgumentException if it stands for no value
     * @throws java.time.DateTimeException if it stands for no value
     */
    public static String normal(Class<?> type, String text) {
        return normal(form(type), text);
    }

    /** Returns the text as which a value of a type with a text form is written. */
    public static String write(Class<?> type, Object value) {
        return write(form(type), value);
    }

    private static <T> String write(TextForm<T> form, Object value) {
        return form.print().apply(form.type().cast(value));
    }

    private static <T> String normal(TextForm<T> form, String text) {
        return form.print().apply(form.parse().apply(text));
    }

    private static TextForm<?> form(Class<?> type) {
        return Objects.requireNonNull(FORMS.get(type), type::getName);
    }

    /** Half of a surrogate pair cannot be written as UTF-8, so it is not let in. */
    private static String wholeCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) {
                throw new IllegalArgumentException("half a character");
            }
        }
        return text;
    }

    private static Locale locale(String text) {
        try {
            return new Locale.Builder().setLanguageTag(requireAny(text)).build();
        } catch (IllformedLocaleException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static String requireAny(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }

    /** Reads the names of constants as they are, where Jackson alone would overlook the blanks around them. */
    private static final class EnumForms extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("unchecked") // the type is an enum's
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription description, JsonDeserializer<?> lenient) {
            return names((Class<Unknown>) type.getRawClass()).reader();
        }

        private static <E extends Enum<E>> TextForm<E> names(Class<E> type) {
            return TextForm.of(type, "", name -> Enum.valueOf(type, name));
        }

        /** Stands for an enum of the domain. */
        private enum Unknown {}
    }
}
