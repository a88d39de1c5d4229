package dev.recount.server;

import dev.recount.model.domain.Domain;
import dev.recount.process.work.ProcessDomain;
import dev.recount.server.settings.SettingsException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The domains to serve: found, and given their settings. */
public final class Domains {

    /**
     * The class names of the bank and the shop that ship with the program; nothing but their names is known of them
     * here.
     */
    public static final List<String> EXAMPLES =
            List.of("dev.recount.example.bank.Bank", "dev.recount.example.shop.Shop");

    private Domains() {}

    /**
     * Returns the domains of these class names, or all that are listed as services where there are no names.
     *
     * @throws SettingsException if a name is not that of a domain that can be made, or there is no domain at all
     */
    public static List<Domain> find(List<String> classNames, ClassLoader loader) {
        var domains = new ArrayList<Domain>();
        if (classNames.isEmpty()) {
            try {
                ServiceLoader.load(Domain.class, loader).forEach(domains::add);
            } catch (ServiceConfigurationError unusable) {
                throw new SettingsException("a domain cannot be loaded: " + unusable.getMessage()
                        + (unusable.getCause() == null ? "" : " (" + cause(unusable.getCause()) + ")"));
            } catch (LinkageError unusable) {
                throw new SettingsException("a domain cannot be loaded: " + cause(unusable));
            }
        } else {
            classNames.forEach(name -> domains.add(load(name, loader)));
        }
        if (domains.isEmpty()) {
            throw new SettingsException(
                    "there is no domain to serve: name the jar or folder of yours with --class-path, or take the bank and the"
                            + " shop with --examples");
        }
        return List.copyOf(domains);
    }

    /**
     * Gives each domain the settings that there are for it, and makes sure that they can be served together.
     *
     * @throws SettingsException if there are settings for a domain that is not served
     * @throws dev.recount.model.DomainException if a domain cannot use one of its settings, or they cannot be served
     *     together; the message names what does not fit
     */
    public static List<Domain> configure(List<Domain> domains, Map<String, Map<String, String>> settings) {
        Set<String> served = domains.stream().map(Domain::name).collect(Collectors.toCollection(TreeSet::new));
        for (String name : new TreeSet<>(settings.keySet())) {
            if (!served.contains(name)) {
                throw new SettingsException("recount.domain." + name + ": no such domain is served; served are "
                        + String.join(", ", served));
            }
        }
        return configureKnown(domains, settings);
    }

    /**
     * Gives each domain the settings that there are for it, and makes sure that they fit together; settings of others
     * are passed over.
     *
     * @throws dev.recount.model.DomainException if a domain cannot use one of its settings, or they do not fit
     *     together;
     *     the message names what does not fit
     */
    static List<Domain> configureKnown(List<Domain> domains, Map<String, Map<String, String>> settings) {
        List<Domain> configured = domains.stream()
                .map(domain -> Optional.ofNullable(settings.get(domain.name()))
                        .filter(own -> !own.isEmpty())
                        .map(domain::configured)
                        .orElse(domain))
                .map(ProcessDomain::of)
                .toList();
        Registrations.check(configured);
        return configured;
    }

    /**
     * Returns in one line what a failure of a domain's own code comes from, with the place of it: where that code is
     * called by reflection or as a class is loaded, the failure that is thrown says nothing of it.
     */
    static String cause(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String told = first.toString().lines().map(String::strip).collect(Collectors.joining(" "));
        return Arrays.stream(first.getStackTrace())
                .filter(frame -> frame.getModuleName() == null)
                .findFirst()
                .map(frame -> told + ", at " + frame)
                .orElse(told);
    }

    private static Domain load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader)
                    .asSubclass(Domain.class)
                    .getConstructor()
                    .newInstance();
        } catch (InvocationTargetException | ExceptionInInitializerError failure) {
            throw new SettingsException("recount.domains: " + name + " cannot be made: " + cause(failure));
        } catch (ReflectiveOperationException | ClassCastException | LinkageError unusable) {
            throw new SettingsException("recount.domains: " + name
                    + " is not a public class that implements dev.recount.model.domain.Domain and has a public constructor without"
                    + " parameters (" + unusable + ")");
        }
    }
}
