package dev.recount.seal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Trees that grow by tiles, held against the definitions of RFC 6962 and the ways in which it has proofs checked. */
class MerkleTreeTest {

    private static final int LEAVES = 70_000;

    private static final List<TreeHash> ALL = IntStream.range(0, LEAVES)
            .mapToObj(leaf -> TreeHash.ofLeaf(("leaf " + leaf).getBytes(StandardCharsets.UTF_8)))
            .toList();

    private final Map<TileId, Tile> stored = new HashMap<>();
    private final Random random = new Random(6962);

    private Tile stored(TileId id, int width) {
        Tile tile = stored.getOrDefault(id, Tile.EMPTY);
        if (tile.width() < width) {
            throw new MissingTileException(id, width);
        }
        return tile;
    }

    private void grow(int from, int to) {
        var growth = new TreeGrowth(this::stored, from);
        ALL.subList(from, to).forEach(growth::add);
        assertThat(growth.size()).isEqualTo(to);
        assertThat(growth.tree().root()).isEqualTo(root(ALL.subList(0, to)));
        stored.putAll(growth.changed());
    }

    private MerkleTree tree(long size) {
        return new MerkleTree(this::stored, size);
    }

    /** MTH of RFC 6962, section 2.1. */
    private static TreeHash root(List<TreeHash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHash.ofNothing();
        } else if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        return TreeHash.ofNode(root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    /** The way of RFC 9162, section 2.1.3.2. */
    private static boolean isIncluded(TreeHash leaf, long index, long size, List<TreeHash> path, TreeHash root) {
        long fn = index;
        long sn = size - 1;
        TreeHash hash = leaf;
        for (TreeHash beside : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = TreeHash.ofNode(beside, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = TreeHash.ofNode(hash, beside);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && hash.equals(root);
    }

    /** The way of RFC 9162, section 2.1.4.2. */
    private static boolean isConsistent(
            long first, long second, List<TreeHash> proof, TreeHash before, TreeHash after) {
        List<TreeHash> path = new ArrayList<>(proof);
        if (Long.bitCount(first) == 1) {
            path.addFirst(before);
        }
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        TreeHash fr = path.getFirst();
        TreeHash sr = path.getFirst();
        for (TreeHash each : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = TreeHash.ofNode(each, fr);
                sr = TreeHash.ofNode(each, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = TreeHash.ofNode(sr, each);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(before) && sr.equals(after);
    }

    @Test
    void isTheSameHoweverItHasGrown() {
        int size = 0;
        for (int step : new int[] {0, 1, 1, 253, 1, 1, 255, 256, 1_000, 63_000, 769, 1, 4_000}) {
            grow(size, size + step);
            size += step;
        }
        assertThat(tree(0).root()).isEqualTo(root(List.of()));
        assertThat(stored(new TileId(2, 0), 1).width()).isEqualTo(1);
    }

    @Test
    void provesThatLeavesAreInItAndThatItIsTheBeginningOfWhatComes() {
        grow(0, LEAVES);
        for (int i = 0; i < 300; i++) {
            int size = 1 + random.nextInt(i < 150 ? 600 : LEAVES);
            int index = random.nextInt(size);
            int earlier = 1 + random.nextInt(size);
            TreeHash root = root(ALL.subList(0, size));

            List<TreeHash> path = tree(size).inclusion(index);
            assertThat(isIncluded(ALL.get(index), index, size, path, root))
                    .as("%d of %d", index, size)
                    .isTrue();
            assertThat(isIncluded(ALL.get(index), (index + 1) % size, size, path, root))
                    .isEqualTo(size == 1);

            List<TreeHash> proof = tree(size).consistency(earlier);
            TreeHash before = root(ALL.subList(0, earlier));
            if (earlier < size) {
                assertThat(isConsistent(earlier, size, proof, before, root))
                        .as("%d of %d", earlier, size)
                        .isTrue();
                assertThat(isConsistent(earlier, size, proof, ALL.getFirst(), root))
                        .isEqualTo(earlier == 1);
            } else {
                assertThat(proof).isEmpty();
            }
        }
    }

    @Test
    void refusesWhatItDoesNotHave() {
        grow(0, 300);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> tree(300).inclusion(300));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> tree(300).consistency(301));
        assertThatExceptionOfType(MissingTileException.class)
                .isThrownBy(() -> tree(600).root());
        assertThat(tree(300).consistency(0)).isEmpty();
    }

    @Test
    void goOnFromTheirEdges() {
        var edge = new TreeEdge(0, List.of());
        for (int size = 0; size < 600; size++) {
            assertThat(edge.size()).isEqualTo(size);
            assertThat(edge.root()).isEqualTo(root(ALL.subList(0, size)));
            edge = new TreeEdge(size, edge.hashes());
            edge.add(ALL.get(size));
        }
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new TreeEdge(3, List.of()));
    }

    @Test
    void proveThatTheyGoOn() {
        grow(0, 300);
        for (int later : new int[] {1, 2, 7, 8, 255, 256, 257, 300}) {
            TreeHash root = root(ALL.subList(0, later));
            for (int earlier = 0; earlier <= later; earlier++) {
                List<TreeHash> hashes = tree(later).consistency(earlier);
                var proof = new ConsistencyProof(earlier, later, hashes);
                TreeHash before = root(ALL.subList(0, earlier));
                assertThat(proof.holds(before, root))
                        .as(earlier + " of " + later)
                        .isTrue();
                boolean isOfAnother = earlier > 0 && proof.holds(ALL.get(299), root);
                boolean isTooLong = new ConsistencyProof(
                                earlier,
                                later,
                                Stream.concat(hashes.stream(), Stream.of(root)).toList())
                        .holds(before, root);
                assertThat(isOfAnother || isTooLong)
                        .as(earlier + " of " + later)
                        .isFalse();
            }
        }
        assertThat(new ConsistencyProof(3, 2, List.of()).holds(ALL.get(0), ALL.get(0)))
                .isFalse();
    }

    @Test
    void haveTheirTilesAtPaths() {
        assertThat(new TileId(0, 0).path(256)).isEqualTo("0/000");
        assertThat(new TileId(2, 1_234_067).path(7)).isEqualTo("2/x001/x234/067.p/7");
    }
}
