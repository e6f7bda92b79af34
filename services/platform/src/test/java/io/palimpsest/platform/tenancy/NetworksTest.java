package io.palimpsest.platform.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.0/24, 203.0.114.0, false",
    "203.0.113.128/25, 203.0.113.127, false",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.6, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::/0, 10.0.0.1, false"
  })
  void holdsShouldCompareThePrefixOnly(String block, String address, boolean held) {
    assertThat(Networks.holds(block, InetAddress.ofLiteral(address))).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/8x",
        "::/129"
      })
  void anApplicationShouldRefuseWhatIsNoBlock(String block) {
    assertThatIllegalArgumentException().isThrownBy(() -> application(List.of(block), List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> application(List.of(), List.of(block)));
  }

  @Test
  void anApplicationShouldTakeBlocksOfBothFamilies() {
    assertThat(
            application(List.of("10.0.0.0/8", "2001:db8::/32"), List.of("10.1.1.1"))
                .allowedNetworks())
        .hasSize(2);
  }

  private static Application application(List<String> allowed, List<String> blocked) {
    Region home = new Region("eu-frankfurt");
    return new Application(
        new AppId(1),
        new TenantId("shop"),
        "Shop",
        home,
        Set.of(home),
        false,
        allowed,
        blocked,
        List.of());
  }
}
