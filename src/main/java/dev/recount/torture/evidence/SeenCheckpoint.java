package dev.recount.torture.evidence;

/**
 * A checkpoint as a node published it while everything went on, or, of node {@code end}, as the tiles of the tree make
 * it when all was quiet again.
 *
 * @param node the node's address, or {@code end}
 * @param tree the name of the tree among those of the server
 * @param origin the name under which it is signed
 * @param root the hash over all its entries
 */
public record SeenCheckpoint(String node, String tree, String origin, long size, String root) {

    /** The name that stands for the tiles in the end. */
    public static final String END = "end";

    /** Tells whether it is that of the tiles in the end. */
    public boolean atEnd() {
        return node.equals(END);
    }
}
