package io.palimpsest.policy.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.policy.Language;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.internal.TestModules;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyDiffTest {
  private final List<PolicyModule> versions =
      TestModules.read("parent-whole.yml", "passing-second-version.yml");
  private final PolicyDiff diff = PolicyDiff.between(versions.get(0), versions.get(1));

  @Test
  void aDiffShouldTellEveryValueThatChangedAndNoOther() {
    assertThat(diff.changes())
        .extracting(PolicyDiff.Change::place)
        .containsExactly(
            "/classes/identification/retention",
            "/classes/monitoring/retention",
            "/sub-processors/storage/certifications",
            "/sub-processors/storage/data",
            "/sub-processors/storage/function",
            "/sub-processors/storage/jurisdiction",
            "/sub-processors/storage/location",
            "/sub-processors/storage/name",
            "/sub-processors/storage/regions",
            "/sub-processors/storage/since",
            "/sub-processors/storage/transfer");
  }

  @Test
  void aDiffShouldBeReadableInBothLanguages() {
    assertThat(diff.markdown(Language.EN))
        .contains("From whole@1.0.0 to whole@1.10.0", "In force from 2027-06-01")
        .contains("Monitoring data › Kept for | P1Y2M3D | P1Y |")
        .contains("Sub-processors › storage › Name | (new) | Object Storage |");
    assertThat(diff.markdown(Language.ZH))
        .contains("由 whole@1.0.0 变更为 whole@1.10.0", "监控数据 › 保存期限 | P1Y2M3D | P1Y |");
    assertThat(diff.html(Language.EN)).contains("<td>(new)</td>");
  }

  @Test
  void aVersionShouldNotDifferFromItself() {
    PolicyDiff same = PolicyDiff.between(versions.get(0), versions.get(0));

    assertThat(same.changes()).isEmpty();
    assertThat(same.markdown(Language.EN)).contains("Nothing changes.");
  }
}
