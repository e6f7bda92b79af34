package io.palimpsest.evidence.error;

/**
 * What was given does not prove what it should. Every reader of this module answers hostile bytes
 * with one of these and with nothing else; the message says what was seen, in words for an auditor.
 */
public abstract sealed class EvidenceRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private EvidenceRefused(String message) {
    super(message);
  }

  /** Not of the form that the format demands. */
  public static final class Malformed extends EvidenceRefused {
    private static final long serialVersionUID = 1L;

    public Malformed(String message) {
      super(message);
    }
  }

  /** A signature by the expected key that is not of this text. */
  public static final class WrongSignature extends EvidenceRefused {
    private static final long serialVersionUID = 1L;

    public WrongSignature(String message) {
      super(message);
    }
  }

  /** Signed by a key of another log, such as that of another region, or by none that is known. */
  public static final class ForeignKey extends EvidenceRefused {
    private static final long serialVersionUID = 1L;

    public ForeignKey(String message) {
      super(message);
    }
  }

  /** Hashes that do not lead to the root that was signed. */
  public static final class WrongProof extends EvidenceRefused {
    private static final long serialVersionUID = 1L;

    public WrongProof(String message) {
      super(message);
    }
  }

  /** Two checkpoints, both signed, of which neither continues the other. */
  public static final class Forked extends EvidenceRefused {
    private static final long serialVersionUID = 1L;

    public Forked(String message) {
      super(message);
    }
  }

  /** The log ends before what was already seen of it, or lacks what its checkpoint covers. */
  public static final class CutShort extends EvidenceRefused {
    private static final long serialVersionUID = 1L;

    public CutShort(String message) {
      super(message);
    }
  }

  /** Stored tiles or entries that are not those which the checkpoint covers. */
  public static final class Altered extends EvidenceRefused {
    private static final long serialVersionUID = 1L;

    public Altered(String message) {
      super(message);
    }
  }

  /** A number that is not what the numbers it is made of come to. */
  public static final class Miscounted extends EvidenceRefused {
    private static final long serialVersionUID = 1L;

    public Miscounted(String message) {
      super(message);
    }
  }
}
