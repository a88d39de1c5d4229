package dev.recount.world.rules;

import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A folder of jars, each with domains of other rules, by the name of its file without {@code .jar}.
 *
 * @param path the folder
 */
public record RuleFolder(Path path) {

    private static final String JAR = ".jar";

    /** Returns the names of the rules that lie there now. */
    List<String> names() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(JAR))
                    .map(file -> file.substring(0, file.length() - JAR.length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new DomainException(
                    "the rules in " + path + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Returns the domains of a jar, if there is one of this name. */
    Optional<List<Domain>> find(String name) {
        return names().contains(name) ? Optional.of(load(path.resolve(name + JAR))) : Optional.empty();
    }

    /**
     * Loads the domains of a jar or a folder of classes, in a class loader of its own.
     *
     * @throws DomainException if there is none in it, or one cannot be loaded
     */
    public static List<Domain> load(Path jarOrFolder) {
        var loader = new OwnClassesFirst(new URL[] {url(jarOrFolder)}, Domain.class.getClassLoader());
        try {
            List<Domain> domains = ServiceLoader.load(Domain.class, loader).stream()
                    .filter(provider -> provider.type().getClassLoader() == loader)
                    .map(ServiceLoader.Provider::get)
                    .toList();
            if (domains.isEmpty()) {
                throw new DomainException("there is no domain in " + jarOrFolder
                        + ": it has to be listed in META-INF/services/" + Domain.class.getName());
            }
            return domains;
        } catch (ServiceConfigurationError | LinkageError unusable) {
            throw new DomainException("the domains in " + jarOrFolder + " cannot be loaded: " + unusable, unusable);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Loads what the jar has from the jar, though the server may have classes of the same names: those of the rules
     * that it serves. What the server and all rules share, it leaves to the server.
     */
    private static final class OwnClassesFirst extends URLClassLoader {

        private static final String SHARED = "dev.recount.model.";

        OwnClassesFirst(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(SHARED) || name.startsWith("java.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : own(name, resolve);
            }
        }

        private Class<?> own(String name, boolean resolve) throws ClassNotFoundException {
            try {
                return findClass(name);
            } catch (ClassNotFoundException others) {
                return super.loadClass(name, resolve);
            }
        }
    }
}
