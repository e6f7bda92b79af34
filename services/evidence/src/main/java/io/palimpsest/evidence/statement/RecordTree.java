package io.palimpsest.evidence.statement;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.merkle.RunningRoot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree over a statement's lines (RFC 6962): its root, and the roots of blocks of lines,
 * so that whoever finds another root can tell where the lines begin to differ. Up to {@link
 * #MAX_BLOCKS} lines each one is a block of its own.
 *
 * @param size number of lines
 * @param block lines of a block, a power of two; the last block may have fewer
 * @param blocks the root of each block
 */
public record RecordTree(long size, Hash root, long block, List<Hash> blocks) {
  public static final int MAX_BLOCKS = 512;

  private static final long MAX_SIZE = 1L << 40;

  /**
   * @throws Malformed when size, blocks and root do not belong together
   */
  public RecordTree {
    blocks = List.copyOf(blocks);
    if (size < 0 || size > MAX_SIZE || block < 1 || block > MAX_SIZE || Long.bitCount(block) != 1) {
      throw new Malformed("records of a number that cannot be");
    }
    if (blocks.size() > MAX_BLOCKS || blocks.size() != (size + block - 1) / block) {
      throw new Malformed(blocks.size() + " blocks of " + block + " for " + size + " records");
    }
    if (!root.equals(rootOf(blocks))) {
      throw new Malformed("the root of the records is not that of their blocks");
    }
  }

  private static Hash rootOf(List<Hash> blocks) {
    if (blocks.isEmpty()) {
      return Merkle.empty();
    }
    ByteBuffer all = ByteBuffer.allocate(blocks.size() * Hash.LENGTH);
    blocks.forEach(each -> all.put(each.bytes()));
    return Hash.of(Merkle.rootBytes(all.array(), 0, blocks.size()));
  }

  /** Takes lines one by one, however many there will be. Not thread-safe. */
  public static final class Builder {
    private List<Hash> full = new ArrayList<>();
    private RunningRoot open = new RunningRoot();
    private long block = 1;
    private long size;

    /** Takes the next line, without its end. */
    public void add(byte[] line) {
      if (full.size() == MAX_BLOCKS) {
        merge();
      }
      open.add(line);
      size++;
      if (open.size() == block) {
        full.add(open.root());
        open = new RunningRoot();
      }
    }

    public RecordTree build() {
      List<Hash> blocks = new ArrayList<>(full);
      if (open.size() > 0) {
        blocks.add(open.root());
      }
      return new RecordTree(size, rootOf(blocks), block, blocks);
    }

    /** Only between two blocks, so nothing is left open that would have to be made larger. */
    private void merge() {
      List<Hash> pairs = new ArrayList<>();
      for (int i = 0; i < full.size(); i += 2) {
        pairs.add(Merkle.node(full.get(i), full.get(i + 1)));
      }
      full = pairs;
      block *= 2;
    }
  }
}
