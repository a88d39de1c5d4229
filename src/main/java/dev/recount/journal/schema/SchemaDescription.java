package dev.recount.journal.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.json.shape.Shapes;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.evolution.Upcasters;
import dev.recount.model.type.Cases;
import dev.recount.model.type.StreamType;

/** The part of a schema that tells of one stream type. */
final class SchemaDescription {

    private final Shapes shapes;
    private final ObjectNode description;

    private SchemaDescription(Shapes shapes, ObjectNode description) {
        this.shapes = shapes;
        this.description = description;
    }

    /** Describes the events and commands of a stream type. */
    static void write(StreamType<?, ?, ?> type, ObjectNode description) {
        var written = new SchemaDescription(new Shapes(SealedTypes.of(type)), description);
        written.add(RecordKind.EVENT, type.events(), type.upcasters());
        written.add(RecordKind.COMMAND, type.commands(), type.commandUpcasters());
    }

    private void add(RecordKind kind, Cases<?> records, Upcasters upcasters) {
        ObjectNode all = description.putObject(kind.field());
        records.byName()
                .forEach((name, record) -> all.putObject(name)
                        .put("revision", upcasters.revision(name))
                        .set("fields", shapes.fields(record)));
        ArrayNode forms = description.putArray(kind.formsField());
        upcasters.forms().forEach(form -> forms.add(form.toString()));
    }
}
