package dev.recount.server.settings;

import dev.recount.seal.outside.OutsideSettings;
import dev.recount.seal.outside.Witness;
import dev.recount.seal.outside.WitnessKey;
import java.net.URI;
import java.util.HashSet;
import java.util.List;

/** The settings of what remembers checkpoints outside of the databases, in the group of seals. */
final class OutsideGroup {

    /** Each signs each checkpoint, which all have to read. */
    private static final int MOST_WITNESSES = 32;

    private OutsideGroup() {}

    static OutsideSettings read(SettingsReader seal, boolean isSealing) {
        List<Witness> witnesses = witnesses(seal);
        int needed = seal.integer("witnesses-needed", 0, MOST_WITNESSES);
        if (needed > witnesses.size()) {
            throw seal.impossible(
                    "witnesses-needed",
                    "must be no more than there are in recount.seal.witnesses, which are " + witnesses.size());
        }
        var outside = new OutsideSettings(
                witnesses, needed, seal.optionalPath("checkpoint-file"), seal.optionalUrl("webhook"));
        if (!isSealing) {
            requireNothing(seal, "witnesses", outside.witnesses().isEmpty());
            requireNothing(seal, "checkpoint-file", outside.file().isEmpty());
            requireNothing(seal, "webhook", outside.webhook().isEmpty());
        }
        return outside;
    }

    /** Who asks for checkpoints to be remembered would believe that they are. */
    private static void requireNothing(SettingsReader seal, String name, boolean isEmpty) {
        if (!isEmpty) {
            throw seal.impossible(
                    name, "must be empty while recount.seal.interval is 0, as no checkpoint is ever signed then");
        }
    }

    private static List<Witness> witnesses(SettingsReader seal) {
        List<SettingsReader> entries = seal.groupsInList("witnesses", List.of("url", "key"));
        if (entries.size() > MOST_WITNESSES) {
            throw seal.impossible("witnesses", "there may be at most " + MOST_WITNESSES + " witnesses");
        }
        var keys = new HashSet<WitnessKey>();
        return entries.stream()
                .map(entry -> {
                    var witness = new Witness(prefix(entry), key(entry));
                    if (!keys.add(witness.key())) {
                        throw entry.impossible("key", "must be another one than those of the witnesses before");
                    }
                    return witness;
                })
                .toList();
    }

    private static URI prefix(SettingsReader entry) {
        URI url = entry.url("url");
        if (url.getQuery() != null) {
            throw entry.impossible("url", "must be the beginning of an address, and so have no query");
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    private static WitnessKey key(SettingsReader entry) {
        try {
            return WitnessKey.parse(entry.text("key").strip());
        } catch (IllegalArgumentException unusable) {
            throw entry.impossible("key", String.valueOf(unusable.getMessage()));
        }
    }
}
