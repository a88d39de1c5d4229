package dev.recount.process.work;

import dev.recount.journal.rules.RulesFingerprint;
import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.Importer;
import dev.recount.model.domain.Traffic;
import dev.recount.model.handler.Handler;
import dev.recount.model.migration.Migration;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A domain whose processes are stream types, handlers and views beside its others. */
public final class ProcessDomain implements Domain {

    private final Domain domain;
    private final List<ProcessParts> parts;

    private ProcessDomain(Domain domain, List<ProcessParts> parts) {
        this.domain = domain;
        this.parts = parts;
    }

    /**
     * Returns a domain with what its processes are made of; the domain itself if it has none.
     *
     * @throws DomainException if the definition of a process is mistaken
     */
    public static Domain of(Domain domain) {
        List<ProcessType<?, ?>> processes = domain instanceof ProcessDomain ? List.of() : domain.processes();
        return processes.isEmpty()
                ? domain
                : new ProcessDomain(
                        domain,
                        processes.stream()
                                .map(process -> ProcessParts.of(process, domain))
                                .toList());
    }

    /** Returns the parts of the processes of some domains. */
    public static List<ProcessParts> parts(List<Domain> domains) {
        return domains.stream()
                .filter(ProcessDomain.class::isInstance)
                .flatMap(domain -> ((ProcessDomain) domain).parts.stream())
                .toList();
    }

    @Override
    public String name() {
        return domain.name();
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return joined(domain.streamTypes(), part -> List.of(part.stream()));
    }

    @Override
    public List<View<?>> views() {
        return joined(domain.views(), part -> List.of(part.instances(), part.timers()));
    }

    @Override
    public List<Handler> handlers() {
        return joined(domain.handlers(), part -> List.of(part.inputs(), part.steps()));
    }

    private <T> List<T> joined(List<T> own, Function<ProcessParts, List<T>> ofProcesses) {
        List<T> all = new ArrayList<>(own);
        parts.forEach(part -> all.addAll(ofProcesses.apply(part)));
        return List.copyOf(all);
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return domain.processes();
    }

    @Override
    public List<String> metadata() {
        return domain.metadata();
    }

    @Override
    public List<Migration<?, ?>> migrations() {
        return domain.migrations();
    }

    @Override
    public Domain configured(Map<String, String> settings) {
        return of(domain.configured(settings));
    }

    @Override
    public Map<String, Domain> alternatives() {
        Map<String, Domain> all = new LinkedHashMap<>();
        domain.alternatives().forEach((name, alternative) -> all.put(name, of(alternative)));
        return all;
    }

    /** The rules are those of the domain, whose classes they come from. */
    @Override
    public Optional<String> revision() {
        return RulesFingerprint.of(domain);
    }

    @Override
    public Optional<Importer> importer() {
        return domain.importer();
    }

    @Override
    public Optional<Traffic> traffic() {
        return domain.traffic();
    }
}
