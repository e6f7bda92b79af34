package io.palimpsest.evidence.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import org.junit.jupiter.api.Test;

class EntryBundleTest {

  @Test
  void largestEntryShouldComeBack() {
    byte[] entry = new byte[EntryBundle.MAX_ENTRY];
    entry[65_534] = 7;
    TreeBuilder tree = new TreeBuilder();
    tree.append(entry, (path, bytes) -> {});

    tree.partials(
        (path, bytes) -> {
          if (path.isEntries()) {
            assertThat(bytes).startsWith(0xff, 0xff).hasSize(2 + EntryBundle.MAX_ENTRY);
            assertThat(EntryBundle.parse(bytes, 1).getFirst()).isEqualTo(entry);
          }
        });
    assertThatThrownBy(() -> tree.append(new byte[65_536], (path, bytes) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bundleOfAnotherLengthShouldBeRefused() {
    byte[] two = {0, 1, 5, 0, 0};

    assertThat(EntryBundle.parse(two, 2)).containsExactly(new byte[] {5}, new byte[0]);
    assertThatThrownBy(() -> EntryBundle.parse(two, 1)).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> EntryBundle.parse(two, 3)).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> EntryBundle.parse(new byte[] {0}, 1)).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> EntryBundle.parse(new byte[] {0, 2, 1}, 1))
        .isInstanceOf(Malformed.class);
  }
}
