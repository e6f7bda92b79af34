package io.palimpsest.policy.internal;

import io.palimpsest.policy.PolicyModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the tests' own modules, each beside the parent that most of them extend. */
public final class TestModules {
  static final String PARENT = "parent-whole.yml";

  private TestModules() {}

  /** All modules of these files together. */
  public static List<PolicyModule> read(String... files) {
    return PolicyFiles.check(sources(files), Map.of()).modules();
  }

  /** Of one file that extends the parent. */
  public static PolicyModule child(String file) {
    return read(PARENT, file).getLast();
  }

  /** Of the parent itself, with a text replaced: what somebody who edits the file would get. */
  public static PolicyModule edited(String text, String by) {
    return editedWith(text, by).getFirst();
  }

  /** Of the parent with a text replaced, and of files beside it. */
  public static List<PolicyModule> editedWith(String text, String by, String... files) {
    Source parent = Source.resource("modules/" + PARENT);
    if (!parent.text().contains(text)) {
      throw new IllegalArgumentException("the parent does not say " + text);
    }
    List<Source> sources = new ArrayList<>(sources(files));
    sources.addFirst(new Source(PARENT, parent.text().replace(text, by)));
    return PolicyFiles.check(sources, Map.of()).modules();
  }

  static List<Source> sources(String... files) {
    List<Source> sources = new ArrayList<>();
    for (String file : files) {
      sources.add(Source.resource("modules/" + file));
    }
    return sources;
  }
}
