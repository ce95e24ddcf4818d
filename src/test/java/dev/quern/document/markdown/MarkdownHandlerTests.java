package dev.quern.document.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.SAXParserFactory;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class MarkdownHandlerTests {

  private static final List<String> ELEMENTS =
      List.of("p", "div", "h2", "ul", "li", "table", "tr", "td", "pre", "blockquote", "b", "ol");

  @Test
  void escapesOnlyWhatWouldBecomeStructure() throws Exception {
    assertThat(
            web(
                "<p># no heading</p><p>#hashtag</p><p>a # b * c_d</p><p>```</p><p>---</p>"
                    + "<p>&gt; x</p>"))
        .isEqualTo("\\# no heading\n\n#hashtag\n\na # b * c_d\n\n\\```\n\n\\---\n\n\\> x\n");
  }

  @Test
  void nestsListsWithSeveralBlocksInAnItem() throws Exception {
    assertThat(
            web(
                "<ol><li><p>one</p><p>more</p><ul><li>in</li></ul></li><li>two</li></ol>"
                    + "<p>after</p>"))
        .isEqualTo("1. one\n\n   more\n   - in\n2. two\n\nafter\n");
  }

  @Test
  void fencesCodeWithMoreTicksThanItHas() throws Exception {
    assertThat(web("<pre>a\n  ```\nb\n</pre>")).isEqualTo("````\na\n  ```\nb\n````\n");
  }

  @Test
  void keepsLinksThatLeadSomewhere() throws Exception {
    assertThat(
            web(
                "<p><a href='#top'>top</a>, <a href='https://a.example/x'>an x</a>,"
                    + " <a href='https://b.example'>https://b.example</a></p>"))
        .isEqualTo("top, [an x](https://a.example/x), https://b.example\n");
  }

  @Test
  void dropsScriptsAndNavigation() throws Exception {
    assertThat(web("<nav>Home</nav><p>text</p><script>x()</script><style>p{}</style>"))
        .isEqualTo("text\n");
  }

  @Test
  void takesATableAroundBlocksForLayout() throws Exception {
    assertThat(
            web(
                "<table><tr><td>side</td><td><h1>Title</h1><p>text</p>"
                    + "<table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"))
        .isEqualTo("side\n\n# Title\n\ntext\n\n| a | b |\n| --- | --- |\n");
  }

  @Test
  void joinsChineseAcrossLineEndsOfTheSource() throws Exception {
    assertThat(web("<p>石磨由两块\n  圆石组成 and\nmore</p>")).isEqualTo("石磨由两块圆石组成 and more\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1. Open the lid⏎2. Turn the stone⏎3. Sweep | 1. Open the lid⏎2. Turn the stone⏎3. Sweep
          1. Open the lid⏎and wait⏎2. Turn | 1. Open the lid and wait⏎2. Turn
          7) Open⏎8) Turn | 7) Open⏎8) Turn
          Do this:⏎1. Open⏎2. Turn | Do this:⏎⏎1. Open⏎2. Turn
          • salt⏎• flour⏎and milk⏎• water | - salt⏎- flour and milk⏎- water
          Bring:⏎▪ salt⏎▪ flour | Bring:⏎⏎- salt⏎- flour
          1. Open the lid⏎and wait | 1. Open the lid and wait
          2. Weltkrieg⏎and what came | 2. Weltkrieg⏎and what came
          The mill of the⏎2. Weltkrieg⏎and what came | The mill of the⏎2. Weltkrieg⏎and what came
          It was⏎1. Mai⏎5. Juni | It was⏎1. Mai⏎5. Juni
          He went⏎– and came | He went⏎– and came
          """)
  void findsItemsInTheLinesOfAParagraph(String lines, String shown) throws Exception {
    String paragraph = "<p>" + lines.replace("⏎", "<br/>") + "</p>";
    for (DocumentLayout layout : List.of(DocumentLayout.LINES, DocumentLayout.SLIDES)) {
      assertThat(markdown(paragraph, layout)).isEqualTo(shown.replace('⏎', '\n') + "\n");
    }
  }

  @Test
  void goesOnWithTheNumberOfTheParagraphBefore() throws Exception {
    assertThat(
            markdown("<p>1. Open</p><p>2. Turn the stone<br/>and wait</p>", DocumentLayout.LINES))
        .isEqualTo("1. Open\n2. Turn the stone and wait\n");
  }

  @Test
  void quotesBlocks() throws Exception {
    assertThat(web("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>"))
        .isEqualTo("> a\n>\n> b\n\nc\n");
  }

  @Test
  void flattensATableInACellOutsideOfPages() throws Exception {
    assertThat(
            markdown(
                "<table><tr><td>x<table><tr><td>a</td><td>b</td></tr></table></td><td>y</td></tr>"
                    + "</table>",
                DocumentLayout.LINES))
        .isEqualTo("| x a b | y |\n| --- | --- |\n");
  }

  @Test
  void cutsABlockOfAnyLengthOnlyBetweenWords() throws Exception {
    String words = "word ".repeat(700_000).strip();
    assertThat(web("<p>" + words + "</p>").strip().split("\\s+"))
        .containsOnly("word")
        .hasSize(700_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          A2,B2⏎⏎C,D        ~ A,B⏎C,D
          A,B2⏎C⏎D,E        ~ A,B⏎C,B⏎D,E
          G,H,I2⏎J⏎K,L,M    ~ G,H,I⏎J,,I⏎K,L,M
          A3,B⏎⏎C⏎D,E       ~ A,B⏎A,C⏎D,E
          A2,B3⏎⏎⏎C,D       ~ A,B⏎C,D
          A,B2⏎C*⏎D,E       ~ A,B⏎C,⏎D,E
          A,B3⏎C*⏎D⏎E,F     ~ A,B⏎C,⏎D,B⏎E,F
          """)
  void putsCellsBesideThoseThatReachDown(String rows, String shown) throws Exception {
    StringBuilder page = new StringBuilder("<table>");
    for (String row : rows.split("⏎", -1)) {
      page.append("<tr>");
      for (String cell : row.isEmpty() ? new String[0] : row.split(",")) {
        page.append("<td colspan='%d'".formatted(cell.endsWith("*") ? 2 : 1));
        page.append(" rowspan='%s'>".formatted(cell.replaceAll("\\D", "")));
        page.append(cell.charAt(0)).append("</td>");
      }
      page.append("</tr>");
    }
    String table =
        Pattern.compile("⏎")
            .splitAsStream(shown)
            .map(row -> "| " + row.replace(",", " | ") + " |\n")
            .map(row -> row.replace("  ", " "))
            .collect(Collectors.joining());
    String line = "|" + " --- |".repeat(shown.replaceFirst("⏎.*", "").split(",").length) + "\n";
    assertThat(web(page + "</table>")).isEqualTo(table.replaceFirst("\n", "\n" + line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          <div>By <a href="https://e.example/x"><h3>Title</h3>Read the article now</a></div> ~ By⏎⏎### Title⏎⏎[Read the article now](https://e.example/x)
          <div>A longer start of it <a href="https://e.example/x">and<p>then some more words of it</p></a></div> ~ A longer start of it and⏎⏎then some more words of it
          """)
  void linksWhatStandsInTheLastBlockOfALink(String page, String shown) throws Exception {
    assertThat(web(page)).isEqualTo(shown.replace('⏎', '\n') + "\n");
  }

  @Property(tries = 300)
  void losesNoWordWhateverTheNesting(
      @ForAll @Size(max = 60) List<@IntRange(max = 24) Integer> choices,
      @ForAll DocumentLayout layout)
      throws Exception {
    // The names of sheets without cells are left out on purpose.
    Assume.that(layout != DocumentLayout.SHEETS);
    String page = page(choices);
    // Text between the cells of a table, which no sound page has, may change its place.
    assertThat(words(markdown(page, layout))).containsExactlyInAnyOrderElementsOf(words(page));
  }

  private static List<String> words(String text) {
    return Pattern.compile("word\\d+").matcher(text).results().map(MatchResult::group).toList();
  }

  /** A page from choices: below the number of elements, open one; then words; then close one. */
  private static String page(List<Integer> choices) {
    StringBuilder page = new StringBuilder();
    Deque<String> open = new ArrayDeque<>();
    for (int choice : choices) {
      if (choice < ELEMENTS.size()) {
        open.push(ELEMENTS.get(choice));
        page.append("<").append(open.peek()).append(">");
      } else if (choice < 20 || open.isEmpty()) {
        page.append("word").append(page.length()).append(' ');
      } else {
        page.append("</").append(open.pop()).append(">");
      }
    }
    open.forEach(name -> page.append("</").append(name).append(">"));
    return page.toString();
  }

  private static String web(String body) throws Exception {
    return markdown(body, DocumentLayout.WEB);
  }

  private static String markdown(String body, DocumentLayout layout) throws Exception {
    Path path = Files.createTempFile("quern-test", ".md");
    try (MarkdownFile out = new MarkdownFile(path, Long.MAX_VALUE)) {
      SAXParserFactory.newInstance()
          .newSAXParser()
          .parse(
              new InputSource(new StringReader("<body>" + body + "</body>")),
              new MarkdownHandler(out, layout, Map.of()));
    }
    String markdown = Files.readString(path);
    Files.delete(path);
    return markdown;
  }
}
