package dev.recount.model.domain;

import dev.recount.model.DomainException;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of what senders of commands may note beside them, as a domain lists them. */
public final class MetadataNames {

    private static final int MOST = 16;

    /** With the four letters before them, they are attributes of events that any CloudEvents library takes. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,15}");

    private MetadataNames() {}

    /**
     * Returns the names that a domain lists.
     *
     * @throws DomainException if one of them is none, is there twice, or there are too many; the message names it
     */
    public static SortedSet<String> of(Domain domain) {
        List<String> listed = domain.metadata();
        var names = new TreeSet<String>();
        for (String name : listed) {
            if (!NAME.matcher(name).matches()) {
                throw mistake(
                        domain,
                        "\"" + name + "\" cannot be a name: a lower-case letter, then at most 15 lower-case letters and"
                                + " digits, are allowed");
            }
            if (!names.add(name)) {
                throw mistake(domain, name + " is there twice");
            }
        }
        if (names.size() > MOST) {
            throw mistake(domain, "there are " + names.size() + " names; at most " + MOST + " are allowed");
        }
        return Collections.unmodifiableSortedSet(names);
    }

    private static DomainException mistake(Domain domain, String problem) {
        return new DomainException("domain " + domain.name() + ": metadata: " + problem);
    }
}
