package dev.recount.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabasesTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.com:5432/recount?sslmode=require, jdbc:postgresql://db.example.com:5432/other?sslmode=require",
        "'jdbc:postgresql://a:1,b:2/recount', 'jdbc:postgresql://a:1,b:2/other'",
        "jdbc:postgresql://127.0.0.1/, jdbc:postgresql://127.0.0.1/other",
        "jdbc:postgresql://127.0.0.1, jdbc:postgresql://127.0.0.1/other",
        "jdbc:postgresql:recount?user=ann, jdbc:postgresql:other?user=ann",
        "jdbc:postgresql:/, jdbc:postgresql:other"
    })
    void namesAnotherDatabaseOfTheSameServer(String url, String other) {
        assertThat(Databases.url(url, "other")).isEqualTo(other);
    }
}
