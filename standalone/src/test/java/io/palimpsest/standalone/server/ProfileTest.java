package io.palimpsest.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.embedded.StoreAddresses;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.EmbeddedInstallation;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  private final PolicyLibrary policies = PolicyLibrary.shipped();

  @TempDir private Path folder;

  @Test
  void aFirstStartShouldTakeWhatIsAskedForElseTheDefault() {
    DataFolder data = new DataFolder(folder);

    assertThat(profile("deepseek-ocr").ofOwnStores(data)).isEqualTo("deepseek-ocr");
    assertThat(profile(null).ofOwnStores(data)).isEqualTo("tencent-ocr");
  }

  @Test
  void aLaterStartShouldKeepThePolicyUnlessAskedForAnother() throws IOException {
    DataFolder data = new DataFolder(folder);
    Files.writeString(data.storesFile(), InstallationFile.write(installation("deepseek-ocr")));

    assertThat(profile(null).ofOwnStores(data)).isEqualTo("deepseek-ocr");
    assertThat(profile("tencent-ocr").ofOwnStores(data)).isEqualTo("tencent-ocr");
  }

  @Test
  void anUnknownPolicyShouldBeToldWithThoseThatAre() {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> profile("nobody").ofOwnStores(new DataFolder(folder)))
        .withMessageContaining("tencent-ocr");
  }

  @Test
  void storesOfOthersShouldKeepThePolicyOfTheirFile() {
    Installation two = installation("tencent-ocr");

    assertThat(profile(null).of(two).id()).isEqualTo("tencent-ocr");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> profile("deepseek-ocr").of(two))
        .withMessageContaining("tencent-ocr");
  }

  private Profile profile(String asked) {
    return new Profile(policies, Optional.ofNullable(asked));
  }

  private Installation installation(String policy) {
    return EmbeddedInstallation.on(
        new StoreAddresses(
            "jdbc:mysql://127.0.0.1:1/",
            "user",
            "password",
            URI.create("http://127.0.0.1:2"),
            "access",
            "secret",
            URI.create("http://127.0.0.1:3")),
        folder.resolve("root.key"),
        policy,
        Optional.empty());
  }
}
