package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.domain.Domain;
import dev.recount.process.work.ProcessDomain;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessDomainTest {

    @Test
    void hasAWordOfItsOwnForAllThatADomainSays() {
        List<String> said = Arrays.stream(ProcessDomain.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();
        assertThat(Domain.class.getMethods())
                .allSatisfy(method -> assertThat(said).contains(method.getName()));
    }
}
