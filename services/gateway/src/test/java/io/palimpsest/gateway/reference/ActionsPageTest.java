package io.palimpsest.gateway.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ActionsPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "actions.md");

  @Test
  void thePageShouldSayWhatTheCodeDoes() throws IOException {
    if (Boolean.getBoolean("actions.write")) {
      ActionsPage.main(new String[] {PAGE.toString()});
    }

    assertThat(PAGE)
        .as(
            "write it anew: mvn -pl services/gateway -am test -Dtest=ActionsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dactions.write=true")
        .hasContent(ActionsPage.markdown());
    assertThat(Files.readString(PAGE)).contains("### GeneralBasicOCR", "ReconstructDocument");
  }

  @Test
  void everyErrorCodeShouldHaveAnEntry() {
    Set<String> entries =
        CodeEntry.load().stream().map(CodeEntry::code).collect(Collectors.toSet());

    assertThat(entries)
        .containsAll(Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).toList());
    assertThat(CodeEntry.load()).hasSameSizeAs(entries);
  }

  @Test
  void everyCodeThatIsSaidToBeServedShouldExist() {
    List<String> ours = Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).toList();

    assertThat(CodeEntry.load().stream().filter(CodeEntry::served).map(CodeEntry::code))
        .isSubsetOf(ours);
  }
}
