package dev.recount.cli.option;

import picocli.CommandLine;

/** The version that the jar was built as. */
public final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"recount " + (version == null ? "(not built as a jar)" : version)};
    }
}
