package io.palimpsest.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {

  @Test
  void addressesShouldBeReadAsTheyAreWritten() {
    assertThat(NodeAddress.parse("in-process")).isEqualTo(new NodeAddress.InProcess());
    assertThat(NodeAddress.parse(" nodes.internal:9090 "))
        .isEqualTo(new NodeAddress.Remote("nodes.internal", 9090));
    assertThat(NodeAddress.parse("[::1]:9090")).isEqualTo(new NodeAddress.Remote("::1", 9090));
    assertThat(NodeAddress.parse("[::1]:9090")).hasToString("[::1]:9090");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nodes", "nodes:", ":9090", "nodes:0", "nodes:65536", "nodes:x"})
  void anythingElseShouldBeRefused(String text) {
    assertThatThrownBy(() -> NodeAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
