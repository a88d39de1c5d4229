package dev.recount.cli.option;

import dev.recount.model.domain.Domain;
import dev.recount.server.Domains;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The class path on which domains are looked for, besides those that ship with the program. */
public final class ClassPath {

    private static final String SERVICES = "META-INF/services/" + Domain.class.getName();

    @Option(
            names = "--class-path",
            paramLabel = "JAR_OR_DIR",
            description = "A jar or a folder of classes with domains of your own. Can be given several times.")
    private List<Path> entries = new ArrayList<>();

    @Option(names = "--examples", description = "Takes the bank and the shop that ship with the program as well.")
    private boolean examples;

    /** Takes the examples, whether the option is given or not. */
    void withExamples() {
        examples = true;
    }

    /**
     * Finds the domains of these class names, or all that are listed as services where there are no names; and the
     * examples, if they are asked for.
     */
    public List<Domain> domains(List<String> names) {
        return domains(names, loader());
    }

    /**
     * Finds the same domains in classes that are loaded by this loader.
     *
     * @throws CommandFailedException if they are to be found in jars or folders that list none
     */
    public List<Domain> domains(List<String> names, ClassLoader loader) {
        if (names.isEmpty() && !entries.isEmpty()) {
            requireDomain();
        }
        if (!examples) {
            return Domains.find(names, loader);
        }
        var all = new ArrayList<Domain>();
        if (!names.isEmpty() || !entries.isEmpty()) {
            all.addAll(Domains.find(names, loader));
        }
        Domains.find(Domains.EXAMPLES, loader).stream()
                .filter(example -> all.stream().noneMatch(own -> own.getClass() == example.getClass()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** Returns the jars and folders that are given, whether they exist or not. */
    public List<Path> entries() {
        return List.copyOf(entries);
    }

    /**
     * Returns the jars and folders that are given.
     *
     * @throws CommandFailedException if there is none of a name
     */
    public List<Path> existing() {
        for (Path jarOrFolder : entries) {
            if (!Files.exists(jarOrFolder)) {
                throw new CommandFailedException("--class-path: there is no " + jarOrFolder);
            }
        }
        return entries();
    }

    private void requireDomain() {
        try (var own = new URLClassLoader(urls(), null)) {
            for (URL list : Collections.list(own.findResources(SERVICES))) {
                if (listsAny(list)) {
                    return;
                }
            }
        } catch (IOException unreadable) {
            throw new CommandFailedException("--class-path: " + unreadable.getMessage());
        }
        throw new CommandFailedException("--class-path: there is no domain in "
                + entries.stream().map(Path::toString).collect(Collectors.joining(", "))
                + ": it has to be listed in " + SERVICES + ", or to be named in recount.domains");
    }

    private static boolean listsAny(URL list) throws IOException {
        URLConnection connection = list.openConnection();
        connection.setUseCaches(false); // a jar that stays open could not be replaced
        try (InputStream text = connection.getInputStream()) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", ""))
                    .anyMatch(line -> !line.isBlank());
        }
    }

    private URL[] urls() {
        return existing().stream().map(ClassPath::url).toArray(URL[]::new);
    }

    private ClassLoader loader() {
        URL[] urls = urls();
        return urls.length == 0
                ? ClassPath.class.getClassLoader()
                : new URLClassLoader(urls, ClassPath.class.getClassLoader());
    }

    private static URL url(Path jarOrFolder) {
        try {
            return jarOrFolder.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
