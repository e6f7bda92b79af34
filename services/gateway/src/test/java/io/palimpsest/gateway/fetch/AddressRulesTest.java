package io.palimpsest.gateway.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private final AddressRules rules = new AddressRules(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.2.7",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:0:10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::8.8.8.8",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001::1",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "100::1"
      })
  void whatIsNotPublicShouldBeClosed(String address) {
    assertThat(rules.permits(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1"
      })
  void whatIsPublicShouldBeOpen(String address) {
    assertThat(rules.permits(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void theAllowListShouldOpenWhatItNamesAndNoMore() {
    AddressRules loopback = new AddressRules(List.of("127.0.0.0/8"));

    assertThat(loopback.permits(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(loopback.permits(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(loopback.permits(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
  }

  @Test
  void aMalformedBlockShouldBeRefused() {
    assertThatThrownBy(() -> new AddressRules(List.of("127.0.0.0/99")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AddressRules(List.of("localhost")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
