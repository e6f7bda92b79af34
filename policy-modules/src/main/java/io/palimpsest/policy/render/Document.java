package io.palimpsest.policy.render;

import io.palimpsest.policy.Language;
import java.util.List;
import java.util.stream.Collectors;

/** A text of blocks, and the two forms it is written in. */
record Document(Language language, String title, List<Block> blocks) {
  Document {
    blocks = List.copyOf(blocks);
  }

  String markdown() {
    return blocks.stream().map(Document::markdown).collect(Collectors.joining("\n"));
  }

  /** A whole page that needs nothing from elsewhere. */
  String html() {
    return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        body { font-family: system-ui, sans-serif; line-height: 1.5; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; }
        th, td { border: 1px solid #999; padding: .25rem .5rem; text-align: left; vertical-align: top; }
        </style>
        </head>
        <body>
        %s
        </body>
        </html>
        """
        .formatted(
            language.tag(),
            escaped(title),
            blocks.stream().map(Document::html).collect(Collectors.joining("\n")));
  }

  private static String markdown(Block block) {
    return switch (block) {
      case Block.Heading(int level, String text) -> "#".repeat(level) + " " + plain(text) + "\n";
      case Block.Paragraph(String text) -> plain(text) + "\n";
      case Block.Bullets(List<String> items) ->
          items.stream().map(item -> "- " + plain(item) + "\n").collect(Collectors.joining());
      case Block.Table(List<String> names, List<List<String>> rows) ->
          row(names)
              + "|"
              + " --- |".repeat(names.size())
              + "\n"
              + rows.stream().map(Document::row).collect(Collectors.joining());
    };
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> " " + plain(cell).replace("|", "\\|") + " |")
        .collect(Collectors.joining("", "|", "\n"));
  }

  /** What Markdown would take for its own is text here. */
  private static String plain(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("([\\\\`*_<>\\[\\]])", "\\\\$1");
  }

  private static String html(Block block) {
    return switch (block) {
      case Block.Heading(int level, String text) -> tagged("h" + level, escaped(text));
      case Block.Paragraph(String text) -> tagged("p", escaped(text));
      case Block.Bullets(List<String> items) -> tagged("ul", cells("li", items));
      case Block.Table(List<String> names, List<List<String>> rows) ->
          tagged(
              "table",
              tagged("tr", cells("th", names))
                  + rows.stream()
                      .map(row -> tagged("tr", cells("td", row)))
                      .collect(Collectors.joining()));
    };
  }

  private static String cells(String tag, List<String> texts) {
    return texts.stream().map(text -> tagged(tag, escaped(text))).collect(Collectors.joining());
  }

  private static String tagged(String tag, String inside) {
    return "<" + tag + ">" + inside + "</" + tag + ">";
  }

  private static String escaped(String text) {
    return text.strip()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
