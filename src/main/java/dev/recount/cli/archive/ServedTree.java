package dev.recount.cli.archive;

import dev.recount.archive.export.SealedSource;
import dev.recount.archive.segment.SegmentRow;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.ServerClient;
import dev.recount.seal.tree.MissingTileException;
import dev.recount.seal.tree.Tile;
import dev.recount.seal.tree.TileId;
import dev.recount.seal.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sealed tree of a journal of a running server. */
final class ServedTree implements SealedSource {

    private final ServerClient server;
    private final String path;

    ServedTree(ServerClient server, int journal) {
        this.server = server;
        this.path = "/seal/" + journal;
    }

    @Override
    public String checkpoint() {
        return text("/checkpoint");
    }

    @Override
    public List<SegmentRow> rows(long from, int limit) {
        try {
            return text("/rows?from=" + from + "&limit=" + limit)
                    .lines()
                    .map(SegmentRow::parse)
                    .toList();
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailedException("the server at " + path + "/rows: " + unknown.getMessage());
        }
    }

    @Override
    public Tile read(TileId id, int width) {
        byte[] hashes = bytes("/tile/" + id.path(width));
        if (hashes.length != width * TreeHash.BYTES) {
            throw new MissingTileException(id, width);
        }
        return new Tile(hashes);
    }

    private String text(String rest) {
        return new String(bytes(rest), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String rest) {
        try {
            return server.bytes(path + rest);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("the export was interrupted; run it once more to go on");
        }
    }
}
