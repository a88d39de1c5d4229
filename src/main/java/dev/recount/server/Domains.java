package dev.recount.server;

import dev.recount.model.domain.Domain;
import dev.recount.server.settings.SettingsException;
import java.util.ArrayList;
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
                throw new SettingsException("a domain cannot be loaded: " + unusable.getMessage());
            } catch (LinkageError unusable) {
                throw new SettingsException("a domain cannot be loaded: " + unusable);
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
     * Gives each domain the settings that there are for it.
     *
     * @throws SettingsException if there are settings for a domain that is not served
     * @throws dev.recount.model.DomainException if a domain cannot use one of its settings; the message names it
     */
    public static List<Domain> configure(List<Domain> domains, Map<String, Map<String, String>> settings) {
        Set<String> served = domains.stream().map(Domain::name).collect(Collectors.toCollection(TreeSet::new));
        for (String name : new TreeSet<>(settings.keySet())) {
            if (!served.contains(name)) {
                throw new SettingsException("recount.domain." + name + ": no such domain is served; served are "
                        + String.join(", ", served));
            }
        }
        return domains.stream()
                .map(domain -> Optional.ofNullable(settings.get(domain.name()))
                        .filter(own -> !own.isEmpty())
                        .map(domain::configured)
                        .orElse(domain))
                .toList();
    }

    private static Domain load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader)
                    .asSubclass(Domain.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError unusable) {
            throw new SettingsException("recount.domains: " + name
                    + " is not a public class that implements dev.recount.model.domain.Domain and has a public constructor without"
                    + " parameters (" + unusable + ")");
        }
    }
}
