package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs written here by hand, each for one thing that readers see or do not see. */
class ShownContentTests {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:ins><w:r><w:t>45</w:t></w:r></w:ins> | 45
          <w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:r><w:t>new</w:t></w:r> | new
          <w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>yes</w:t></w:r> | yes
          <w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>yes</w:t></w:r> | yes
          <w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>yes</w:t></w:r> | yes
          <w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>yes</w:t></w:r> | yes
          <w:r><w:rPr><w:color w:val="ffffff"/><w:shd w:fill="000000"/></w:rPr><w:t>yes</w:t></w:r> | yes
          <w:r><w:t>CO</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r> | CO₂
          <w:r><w:t>x</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>ab</w:t></w:r> | x^ab
          <w:r><w:t>4</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>th</w:t></w:r> | 4th
          <w:r><w:sym w:font="Symbol" w:char="F062"/></w:r> | β
          <w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>-1</w:t></w:r><w:r><w:rPr><w:b/><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r> | 10⁻¹²
          <w:r><w:t>ita</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>l</w:t></w:r><w:r><w:rPr><w:b/><w:strike/></w:rPr><w:t>i</w:t></w:r><w:r><w:t>c</w:t></w:r> | ita~~li~~c
          <w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t xml:space="preserve">min </w:t></w:r><w:r><w:t>of x</w:t></w:r> | ₘᵢₙ of x
          <m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath><m:oMath><m:r><m:t>c=d</m:t></m:r></m:oMath> | $a=b$ $c=d$
          <w:r><w:br w:type="page"/><w:t>Rye</w:t><w:br w:type="page"/><w:t>is sown</w:t><w:br w:type="column"/></w:r> | `Rye
          is sown`
          <m:oMath><m:r><m:rPr><m:nor/></m:rPr><w:rPr><w:moveFrom/></w:rPr><m:t>no</m:t></m:r><m:r><m:t>a</m:t></m:r></m:oMath> | $a$
          <w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/></w:r> | co-op
          <m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>β</m:t></m:r></m:den></m:f></m:oMath> | $\\frac{a}{\\beta}$
          <m:oMath><m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad></m:oMath> | $\\sqrt{2}$
          <w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/></w:r> | 7
          """)
  void readsWhatAWordParagraphShows(String runs, String shown) throws IOException {
    assertThat(Reading.word(folder, "<w:p>" + runs + "</w:p>")).isEqualTo(shown + "\n");
  }

  @Test
  void numbersWordsListsAsTheirDefinitionsSay() throws IOException {
    String numbering =
        "<w:numbering><w:abstractNum w:abstractNumId='1'>"
            + "<w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='upperRoman'/>"
            + "<w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/>"
            + "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2)'/></w:lvl></w:abstractNum>"
            + "<w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    assertThat(
            Reading.word(
                folder,
                item(0, "a") + item(1, "b") + item(1, "c") + item(0, "d"),
                "word/numbering.xml",
                numbering))
        .isEqualTo("III. a\n     III.1) b\n     III.2) c\nIV. d\n");
  }

  private static String item(int level, String text) {
    return "<w:p><w:pPr><w:numPr><w:ilvl w:val='%d'/><w:numId w:val='5'/></w:numPr></w:pPr>"
            .formatted(level)
        + "<w:r><w:t>%s</w:t></w:r></w:p>".formatted(text);
  }

  @Test
  void readsOfASlideWhatIsShownAndMarksItsNotes() throws IOException {
    String shape =
        "<p:sp><p:nvSpPr><p:cNvPr%s/><p:nvPr><p:ph type='%s'/></p:nvPr></p:nvSpPr>"
            + "<p:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></p:txBody></p:sp>";
    String slide =
        "<p:sld><p:cSld><p:spTree>"
            + shape.formatted("", "title", "Stones")
            + shape.formatted("", "ftr", "FOOTER")
            + shape.formatted(" hidden='1'", "body", "HIDDEN")
            + shape.formatted("", "body", "Hard ones")
            + "</p:spTree></p:cSld></p:sld>";
    Path file =
        Reading.zip(
            folder.resolve("a.pptx"),
            "ppt/presentation.xml",
            "<p:presentation><p:sldIdLst><p:sldId r:id='a'/><p:sldId r:id='b'/></p:sldIdLst>"
                + "</p:presentation>",
            "ppt/_rels/presentation.xml.rels",
            "<r><x Id='a' Target='slides/1.xml'/><x Id='b' Target='slides/2.xml'/></r>",
            "ppt/slides/1.xml",
            slide,
            "ppt/slides/_rels/1.xml.rels",
            "<r><x Id='n' Type='t/notesSlide' Target='../notes/1.xml'/></r>",
            "ppt/notes/1.xml",
            "<p:notes>" + shape.formatted("", "body", "Say why.") + "</p:notes>",
            "ppt/slides/2.xml",
            slide.replace("<p:sld>", "<p:sld show='0'>").replace("Stones", "SECRET"));
    assertThat(Reading.markdown(file))
        .isEqualTo("## Stones\n\nHard ones\n\nSpeaker notes:\n\nSay why.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <nav>Home</nav><main>text</main><footer>imprint</footer> | text
          <div id="cookie-banner">We use cookies</div><p>text</p> | text
          <a href="#content">Skip to main content</a><p id="content">text</p> | text
          <main><ul><li><a hreflang="de" href="/de">Deutsch</a></li><li><a hreflang="tr" href="/tr">Türkçe</a></li><li><a hreflang="zh" href="/zh">中文</a></li></ul><p>text</p></main> | text
          <a href="#a">Skip to it</a> and <a href="/b">skip to the end</a> | and skip to the end
          <style>.x{display:none}</style><p class="x">no</p><p>yes</p> | yes
          <style>.tab{display:none} .tab.active{display:block}</style><p class="tab">no</p><p class="tab active">yes</p> | yes
          <style>.tab.active{display:block} .tab{display:none}</style><p class="tab">no</p><p class="tab active">yes</p> | yes
          <style>p{visibility:hidden} .on{visibility:visible}</style><p>no</p><p class="on">yes</p> | yes
          <style>.x{display:block} .x{display:none}</style><p class="x">no</p><p>yes</p> | yes
          <style>.x{display:none !important} #y{display:block}</style><p class="x" id="y">no</p><p>yes</p> | yes
          <style>p{display:none} p:hover{display:block} [data-on]{display:block}</style><p>no</p><p data-on>yes</p> | yes
          <style>.x{display:none}</style><p class="x">no</p><p class="x" style="display:block">yes</p> | yes
          <style>.x{display:none} @media print{.x{display:block}}</style><p class="x">no</p><p>yes</p> | yes
          <h2 class="accordion-header"><button class="accordion-button">How long?</button></h2><div class="collapse"><div>Three days.</div></div> | ## How long?⏎⏎Three days.
          <h4><a role="button" href="#x">Abroad?</a></h4><p>Yes.</p> | #### Abroad?⏎⏎Yes.
          <details><summary role="button">A warranty?</summary><p>Yes.</p></details> | A warranty?⏎⏎Yes.
          <dl><dt><button>Rye</button></dt><dd>A grain.</dd></dl><div role="heading"><button>Oat</button></div><button>Buy</button> | Rye⏎⏎A grain.⏎⏎Oat
          <div style="direction:ltr;font-size:0px"><div style="font-size:0px">no<div style="font-size:13px">Your invoice is 40 EUR.</div></div></div> | Your invoice is 40 EUR.
          <ul style="font-size:0">no<li style="font-size:16px">one</li><li>no<b style="font: bold 1rem serif">two</b></li></ul> | - one⏎- two
          <div style="font-size:0">no<b style="font-size:2em">no</b><i style="font-size:0.0px">no</i></div>yes | yes
          <div style="visibility:hidden">no<p style="visibility:visible">yes</p><p>no</p></div> | yes
          <style>.x{display:none;*display:inline}</style><p class="x">no</p><p>yes</p> | yes
          <style>.m{display:none}</style><style media="(max-width:600px)">.m{display:block}</style><p class="m">no</p><p>yes</p> | yes
          <style>.m{display:none}</style><style media="print and (color)">.m{display:block}</style><p class="m">no</p><p>yes</p> | yes
          <style>.m{display:none}</style><noscript><style>.m{display:block}</style></noscript><p class="m">no</p><p>yes</p> | yes
          <style>.m{display:none}</style><style media="Print, Only Screen">.m{display:block}</style><p class="m">yes</p> | yes
          <style>.m{display:none} #a .On.m{display:block} div.gone .m{display:block} [title=".gone"]{display:block}</style><div id="a"><p class="m">no</p><p class="m on">yes</p><p class="m" title=".gone">too</p></div> | yes⏎⏎too
          <section class="informed-consent"><p>Participants agree.</p></section> | Participants agree.
          <section id="gdpr"><p>The GDPR guards privacy.</p></section> | The GDPR guards privacy.
          <div id="chocolate-chip-cookie-bars"><p>We use butter in these cookies.</p></div> | We use butter in these cookies.
          <main><section class="cookie-policy-info"><p>We use cookies.</p></section></main><div class="cookie-consent">This site uses cookies.</div> | We use cookies.
          <div id="cookie-bar">Bu site çerez kullanır.</div><p>yes</p><div class="cookie-banner">Wir verwenden Cookies.</div> | yes
          <div id="root" aria-hidden="true"><h2>Rye</h2><p>A grain.</p></div><div role="dialog">Log in</div> | ## Rye⏎⏎A grain.
          <div aria-hidden="true"><main>A grain.</main></div><div>Log in, or make an account to see more.</div> | A grain.⏎⏎Log in, or make an account to see more.
          <p>Rye is<br>sown<br>&nbsp;<br/><a href="http://x.y/">Oats<br><br>are</a> too.<br><br></p> | Rye is⏎sown⏎⏎[Oats⏎are](http://x.y/) too.
          <ol><li>Rye<blockquote>a<ul><li>b</li></ul></blockquote><p>c</p></li></ol><blockquote>d<ul><li>e</li></ul></blockquote> | 1. Rye⏎⏎   > a⏎   > - b⏎⏎   c⏎⏎> d⏎>⏎> - e
          <p style="mso-list:l0 level1 lfo1"><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>Rye</p><p style="mso-list:l0 level2 lfo1"><span style='mso-list:Ignore'>o&nbsp;</span>Oats</p><p style="mso-list:l1 level1 lfo2"><span style='mso-list:Ignore'>1.</span>Bran</p><p>x</p><p style="mso-list:l1 level1 lfo2"><span style='mso-list:Ignore'>2.</span>Flour</p> | - Rye⏎  - Oats⏎1. Bran⏎⏎x⏎⏎2. Flour
          <p>Rye<a href="#_ftn1" name="_ftnref1"><span class="MsoFootnoteReference">[1]</span></a></p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><span class="MsoFootnoteReference">[1]</span></a> A grain.</p></div> | Rye[^1]⏎⏎[^1]: A grain.
          <ul><li><blockquote><p>a</p><p>b</p></blockquote></li></ul> | - > a⏎  >⏎  > b
          <ul><li>Rye<br><br>Oats</li></ul> | - Rye⏎⏎  Oats
          <table><tfoot><tr><td>all<td>3</tfoot><tr><td>rye<td>1<tr><td>oats<td>2</table> | `| rye | 1 |⏎| --- | --- |⏎| oats | 2 |⏎| all | 3 |`
          <p>yes</p><p aria-hidden="true">no</p><p>Rye<span aria-hidden="true">★★★★★</span></p> | yes⏎⏎Rye
          <h2>Rye<a class="headerlink" href="#rye">¶</a></h2><h3><a href="#oat">#</a> Oat</h3><dl><dt>a()<a href="#a"> 🔗 </a></dt></dl><p>See <a href="#c">C#</a>.</p> | ## Rye⏎⏎### Oat⏎⏎a()⏎⏎See C#.
          <header><h1><a href="/">Site</a></h1></header><header><h1>Rye</h1><p>by Ada</p></header><main><p>A grain.</p></main> | # Rye⏎⏎A grain.
          <header><h1>Site</h1></header><main><h1>Rye</h1><p>A grain.</p></main> | # Rye⏎⏎A grain.
          <p>yes<span style="font-size:1px">no</span></p> | yes
          <p>yes<span style="color: #FFF">no</span><font color="white">no</font></p> | yes
          <p style="background-color:#000"><span style="color:#fff">yes</span></p> | yes
          <p>x<sub>n</sub> and 2<sup>10</sup></p> | xₙ and 2¹⁰
          <ol type="a" start="2"><li>two</li></ol> | b. two
          <p>ef\uFB01cient e\u0301t\u00A0e\u0301</p> | efficient ét é
          <math><msqrt><mi>x</mi></msqrt></math> | $\\sqrt{x}$
          <math><msubsup><mo>∑</mo><mi>i</mi><mn>10</mn></msubsup></math> | $\\sum_i^{10}$
          <math><mfenced open="⌊" close="⌋"><mi>x</mi></mfenced></math> | $\\lfloor x\\rfloor$
          <math><mfenced open="⌈" close="⌉"><msup><mi>x</mi><mn>2</mn></msup></mfenced></math> | $\\left\\lceil x^2\\right\\rceil$
          <math><mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts></math> | ${}_6^{14}C$
          <math><mmultiscripts><mi>R</mi><mi>a</mi><none/><none/><mi>b</mi><mprescripts/><none/><mi>c</mi></mmultiscripts></math> | ${}^cR_a{}^b$
          <math><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac></math> | $\\genfrac{}{}{0pt}{}{n}{k}$
          <math><mi>A</mi><mo>\\</mo><mi>B</mi><mo>~</mo><mtext>50% of $x_1 {\\a}^~</mtext></math> | $A\\backslash B\\sim\\text{50\\% of \\$x\\_1 \\{\\textbackslash a\\}\\textasciicircum \\textasciitilde }$
          """)
  void readsWhatAPageShows(String body, String shown) throws IOException {
    assertThat(Reading.page(folder, body)).isEqualTo(shown.replace('⏎', '\n') + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          The fee is {\\deleted 30}{\\revised 45} euro. | The fee is 45 euro.
          25 m{\\super 2}, H\\sub 2\\nosupersub O        | 25 m², H₂O
          {\\v HIDDEN }Shown.                            | Shown.
          {\\fs2 TINY }Shown.                            | Shown.
          {\\fs2  }Shown{\\fs2  }too.                    | Shown too.
          {\\colortbl;\\red255\\green255\\blue255;\\red255\\green0\\blue0;}{\\cf1 NO }{\\cf2 Shown}{\\plain\\cf1\\highlight2  on red}. | Shown on red.
          {\\colortbl;\\red255\\green255\\blue255;}\\cbpat2\\cf1 Shown. | Shown.
          {\\header\\pard RUNNING\\par}Text.             | Text.
          Price{\\*\\annotation a comment} of stones.    | Price of stones.
          {\\fonttbl{\\f0 Times;}\\pard No brace.          | No brace.
          """)
  void readsWhatRtfShows(String body, String shown) throws IOException {
    Path file = folder.resolve("a.rtf");
    Files.writeString(file, "{\\rtf1\\ansi\\ansicpg1252 \\pard " + body + "\\par}");
    assertThat(Reading.markdown(file).strip()).isEqualTo(shown);
  }

  @Test
  void putsANestedTableBehindTheOneAround() throws IOException {
    assertThat(
            Reading.page(
                folder,
                "<table><tr><th>a</th><th>b</th></tr><tr><td>1<table><tr><td>x</td><td>y</td></tr>"
                    + "</table></td><td>2</td></tr></table>"))
        .isEqualTo("| a | b |\n| --- | --- |\n| 1 | 2 |\n\n| x | y |\n| --- | --- |\n");
  }

  @Test
  void readsAMailWithItsHeadAndTheNamesOfItsAttachments() throws IOException {
    Path file = folder.resolve("a.eml");
    Files.writeString(
        file,
        String.join(
            "\r\n",
            "From: Ada <ada@example.org>",
            "To: Bob <bob@example.org>",
            "Subject: =?utf-8?Q?Price_=E2=82=AC?=",
            "Date: Tue, 14 Mar 2023 10:00:00 +0100",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=x",
            "",
            "--x",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "The fee is 45 euro.",
            "--x",
            "Content-Type: application/pdf",
            "Content-Disposition: attachment; filename=\"price.pdf\"",
            "",
            "x",
            "--x--"));
    assertThat(Reading.markdown(file))
        .contains("From: Ada <ada@example.org>\nTo: Bob <bob@example.org>\nSubject: Price €\n")
        .contains("Date: 2023-03-14T09:00:00Z\n\nThe fee is 45 euro.\n\nAttachments: price.pdf");
  }

  @ParameterizedTest
  @CsvSource({"no,flow over lines", "yes,flowover lines"})
  void joinsFlowedLinesAsTheirMailSays(String delsp, String shown) throws IOException {
    Path file = folder.resolve("a.eml");
    Files.writeString(
        file,
        "Subject: s\r\nContent-Type: text/plain; format=flowed; delsp="
            + delsp
            + "\r\n\r\nThese flow \r\nover lines.\r\n");
    assertThat(Reading.markdown(file)).contains("These " + shown + ".");
  }

  @Test
  void readsANotebooksCellsAndTextOutputs() throws IOException {
    Path file = folder.resolve("a.ipynb");
    Files.writeString(
        file,
        "{\"cells\":[{\"cell_type\":\"markdown\",\"source\":[\"# T\\n\",\"text\"]},"
            + "{\"cell_type\":\"markdown\",\"source\":\"![m](data:image/png;base64,iVBO)\"},"
            + "{\"cell_type\":\"code\",\"source\":\"2\",\"outputs\":[{\"data\":"
            + "{\"text/markdown\":\"n ![](data:image/png;base64,iVBO)\"}}]},"
            + "{\"cell_type\":\"code\",\"source\":\"print(1)\","
            + "\"outputs\":[{\"output_type\":\"stream\",\"text\":[\"1\\n\"]}]}],"
            + "\"metadata\":{\"language_info\":{\"name\":\"python\"}},\"nbformat\":4}");
    assertThat(Reading.markdown(file))
        .isEqualTo(
            "# T\ntext\n\n![m]()\n\n```python\n2\n```\n\nn\n\n"
                + "```python\nprint(1)\n```\n\n```\n1\n```\n");
  }

  @Test
  void dropsWhatRunsAtTheEdgesOfAPdfAndFindsItsTable() throws IOException {
    String markdown =
        pdf(
            List.of(
                "Grain", "Hours", "Note", "Rye", "3", "", "Oat", "4", "wet", "Spelt", "5", "x"));
    assertThat(markdown)
        .contains(
            "| Grain | Hours | Note |\n| --- | --- | --- |\n| Rye | 3 | |\n| Oat | 4 | wet |\n")
        .doesNotContain("Mill report", "Page 2");
  }

  private String pdf(List<String> cells) throws IOException {
    Path file = folder.resolve("a.pdf");
    try (PDDocument document = new PDDocument()) {
      for (int number = 1; number <= 3; number++) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
          write(out, "Mill report", 72, 760);
          write(out, "What was ground in the week " + "abc".charAt(number - 1) + ".", 72, 700);
          for (int i = 0; i < cells.size(); i++) {
            write(out, cells.get(i), 72 + 120 * (i % 3), 640 - 16 * (i / 3));
          }
          write(out, "Page " + number, 300, 30);
        }
      }
      document.save(file.toFile());
    }
    return Reading.markdown(file);
  }

  private static void write(PDPageContentStream out, String text, float x, float y)
      throws IOException {
    out.beginText();
    out.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
    out.newLineAtOffset(x, y);
    out.showText(text);
    out.endText();
  }
}
