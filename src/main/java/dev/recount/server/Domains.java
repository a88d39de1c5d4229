package dev.recount.server;

import dev.recount.model.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the domains to serve. */
public final class Domains {

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
            }
        } else {
            classNames.forEach(name -> domains.add(load(name, loader)));
        }
        if (domains.isEmpty()) {
            throw new SettingsException("recount.domains: there is no domain to serve");
        }
        return List.copyOf(domains);
    }

    private static Domain load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader)
                    .asSubclass(Domain.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError unusable) {
            throw new SettingsException("recount.domains: " + name
                    + " is not a public class that implements dev.recount.model.Domain and has a public constructor without"
                    + " parameters (" + unusable + ")");
        }
    }
}
