package dev.recount.journal.schema;

/** The kinds of records that a schema tells of, each with the words for those that are kept. */
enum RecordKind {
    EVENT("event", "stored", "upcast", "as(…), split(…) or drop()"),
    COMMAND("command", "recorded", "upcastCommands", "as(…)");

    private final String noun;
    private final String kept;
    private final String forms;
    private final String ways;

    /**
     * @param noun the word for one
     * @param kept the word for what has become of those that are kept
     * @param forms the field that tells the earlier forms that are read
     * @param ways the ways to go on without one
     */
    RecordKind(String noun, String kept, String forms, String ways) {
        this.noun = noun;
        this.kept = kept;
        this.forms = forms;
        this.ways = ways;
    }

    String noun() {
        return noun;
    }

    String kept() {
        return kept;
    }

    String ways() {
        return ways;
    }

    /** Returns the field of a stream type that tells their shapes. */
    String field() {
        return noun + "s";
    }

    /** Returns the field of a stream type that tells the earlier forms that are read. */
    String formsField() {
        return forms;
    }

    /** Returns the words for those that are kept, such as {@code stored events}. */
    String keptOnes() {
        return kept + " " + noun + "s";
    }

    /** Returns the name of one in a sentence. */
    String named(String name) {
        return this == EVENT ? name : noun + " " + name;
    }

    /** Returns the words for where their upcasters belong. */
    String place(String streamType) {
        return (this == EVENT ? "" : "the " + noun + "s of ") + "the stream type " + streamType;
    }
}
