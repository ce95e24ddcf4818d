package dev.quern.flow;

import static dev.quern.flow.Bytes.deflated;
import static dev.quern.flow.Bytes.half;
import static dev.quern.flow.Bytes.joined;
import static dev.quern.flow.Bytes.of;
import static dev.quern.flow.Bytes.raw;
import static dev.quern.flow.Bytes.zip;

import dev.quern.flow.Bytes.Zeros;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bombs, mazes and torn files, each with its figure in its name or beside it. */
final class HostileInputs {

  private static final String W =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  private static final String TYPES =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
          + " Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\""
          + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override"
          + " PartName=\"/%s\" ContentType=\"application/vnd.openxmlformats-officedocument.%s.main+xml\"/></Types>";
  private static final String RELS =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
          + "relationships/officeDocument\" Target=\"%s\"/></Relationships>";
  private static final String LAUGHS =
      "<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c"
          + " \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY"
          + " e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY"
          + " g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY h \"&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;\">]>";

  /** 400 MB that are some 400 kB when packed. */
  private static final Zeros ZEROS = new Zeros("", 400);

  private final Path secret;
  private final List<HostileInput> all = new ArrayList<>();

  private HostileInputs(Path secret) {
    this.secret = secret;
  }

  /** All of them; none may show what stands in that file. */
  static List<HostileInput> all(Path secret) {
    HostileInputs inputs = new HostileInputs(secret);
    inputs.markup();
    inputs.markdown();
    inputs.texts();
    inputs.zipped();
    inputs.pdfs();
    inputs.others();
    inputs.images();
    inputs.torn();
    return inputs.all;
  }

  private void taken(String name, String content) {
    all.add(new HostileInput(name, of(content), 201, name));
  }

  private void taken(String name, byte[] content) {
    all.add(new HostileInput(name, content, 201, name));
  }

  private void refused(String name, String content, String says) {
    all.add(new HostileInput(name, of(content), 422, says));
  }

  private void refused(String name, byte[] content, String says) {
    all.add(new HostileInput(name, content, 422, says));
  }

  private void markup() {
    String entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a>t &x;</a>";
    refused("billion-laughs.xml", "<?xml version=\"1.0\"?>" + LAUGHS + "<l>&h;</l>", "");
    refused(
        "quadratic.xml",
        "<!DOCTYPE a [<!ENTITY x \""
            + "x".repeat(100_000)
            + "\">]><a>"
            + "&x;".repeat(20_000)
            + "</a>",
        "");
    taken("entity-of-a-file.xml", entity);
    taken("dtd-elsewhere.xml", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a>text</a>");
    taken(
        "xinclude.xml",
        "<a xmlns:i=\"http://www.w3.org/2001/XInclude\">t<i:include href=\""
            + secret.toUri()
            + "\"/></a>");
    refused(
        "laughs.svg",
        "<?xml version=\"1.0\"?>"
            + LAUGHS
            + "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&h;</text></svg>",
        "");
    taken(
        "deep-100000.xml",
        "<?xml version=\"1.0\"?>" + "<a>".repeat(100_000) + "t" + "</a>".repeat(100_000));
    taken(
        "attribute-5MB.xml",
        "<?xml version=\"1.0\"?><a b=\"" + "x".repeat(5 << 20) + "\">text</a>");
    taken("deep-100000.html", "<html><body>" + "<div>".repeat(100_000) + "text");
    taken("deep-lists.html", "<html><body>" + "<ul><li>a".repeat(20_000));
    taken("deep-tables.html", "<html><body>" + "<table><tr><td>a".repeat(300));
    taken("unclosed-tags.html", "<html><body>text" + "<a ".repeat(200_000));
    taken("comments.html", "<html><body>text" + "<!--".repeat(200_000));
    taken("entities.html", "<html><body>" + "&amp;&#x41;&nosuch;".repeat(200_000));
    taken(
        "colspan.html",
        "<html><body><table><tr><td colspan=2000000000 rowspan=2000000000>a</td><td>b</td></tr><tr><td>c</td></tr></table>");
    taken("quotes.html", "<html><body>" + "<blockquote><b><i>q".repeat(5_000));
    taken("style.html", "<html><body style=\"" + "a:b;".repeat(500_000) + "\">text");
  }

  private void markdown() {
    taken("quotes-100000.md", ">".repeat(100_000) + " text");
    taken("brackets-100000.md", "[".repeat(100_000) + "text");
    taken("images.md", "![[".repeat(100_000) + "text");
    taken("stars.md", "*a **b ".repeat(100_000));
    taken("underscores.md", "_".repeat(300_000) + "a" + "_".repeat(300_000));
    taken("backticks.md", "`a``b```c".repeat(50_000));
    StringBuilder lists = new StringBuilder();
    for (int i = 0; i < 1_500; i++) {
      lists.append(" ".repeat(i)).append("- a\n");
    }
    taken("lists-1500-deep.md", lists.toString());
    taken(
        "table-50000-wide.md",
        "|a".repeat(50_000) + "|\n" + "|-".repeat(50_000) + "|\n" + "|b".repeat(50_000) + "|\n");
    taken("table-rows.md", "|a|b|\n|-|-|\n" + "|\n".repeat(100_000));
    taken("references.md", "[a]: b\n".repeat(50_000) + "[a] ".repeat(50_000));
    taken("headings.md", "# a\n".repeat(50_000));
    taken("underlined.md", "=-".repeat(300_000) + "\n===\n---\n");
    taken("html-blocks.md", "<div>\n\n".repeat(50_000) + "text");
    taken("fences.md", "```\n~~~\n".repeat(50_000) + "text");
    taken("autolinks.md", "<http://".repeat(100_000) + "text");
  }

  private void texts() {
    taken("line-5MB.txt", "a".repeat(5 << 20));
    taken("words-in-a-line.txt", "mill ".repeat(500_000));
    taken("spaces-2MB.txt", "a" + " ".repeat(2 << 20) + "b");
    taken("marks.txt", "!?.,;:".repeat(300_000));
    taken("dots.txt", ".".repeat(1 << 20) + "a");
    taken("sentences.txt", "A. ".repeat(300_000));
    taken("line-ends.txt", "a" + "\r\n\n\r".repeat(500_000) + "b");
    taken("dashes.txt", ("-".repeat(500) + " ").repeat(2_000) + "1");
    taken("numbers.txt", "1.1.1.1.".repeat(200_000) + " a");
    taken("marks-on-a-letter.txt", "a" + "\u0301\u0323".repeat(300_000));
    taken("joined.txt", "\uD83D\uDC69\u200D".repeat(200_000) + "\uD83D\uDC69 text");
    taken("right-to-left.txt", "\u202E\u2067text".repeat(100_000));
    taken("chinese-without-end.txt", "磨坊".repeat(500_000));
    byte[] doubtful = joined(of("A mill. ".repeat(100)), raw("\u00e9\u00ff\u0081 mill"));
    all.add(new HostileInput("of-no-charset.txt", doubtful, 422, "charset"));
    refused("marks-of-order.txt", raw("\u00ef\u00bb\u00bf"), "no text");
    taken("quote-without-end.csv", "a,\"" + "b\n".repeat(300_000));
    taken("wide-50000.csv", "a,".repeat(50_000) + "\n" + "1,".repeat(50_000) + "\n");
    taken("quotes.csv", "\"\"".repeat(300_000) + ",a\n1,2\n");
    taken("quotes-within.csv", "\"a\"b, ".repeat(200_000) + "\n1,2\n");
    taken("quotes-and-blanks.csv", ("\"" + " ".repeat(200) + "x").repeat(10_000) + "\n1,2\n");
    taken("tabs.tsv", "a" + "\t".repeat(300_000) + "\n1\t2\n");
  }

  private void zipped() {
    String main = "word/document.xml";
    refused(
        "zeros-400MB.docx",
        word(new Zeros("<w:document" + W + "><w:body><w:p><w:r><w:t>", 400)),
        "zip bomb");
    taken(
        "laughs.docx",
        word(
            of(
                LAUGHS
                    + "<w:document"
                    + W
                    + "><w:body><w:p><w:r><w:t>&h;</w:t></w:r></w:p></w:body></w:document>")));
    taken(
        "entity-of-a-file.docx",
        word(
            of(
                "<!DOCTYPE a [<!ENTITY x SYSTEM \""
                    + secret.toUri()
                    + "\">]><w:document"
                    + W
                    + "><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>")));
    refused(
        "tables-20000-deep.docx",
        word(
            body(
                "<w:tbl><w:tr><w:tc>".repeat(20_000)
                    + "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
                    + "</w:tc></w:tr></w:tbl>".repeat(20_000))),
        "");
    refused(
        "paragraphs-200000.docx",
        word(body("<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(200_000))),
        "");
    taken(
        "span.docx",
        word(
            body(
                "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2000000000\"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")));
    taken(
        "paths.docx",
        zip(
            "[Content_Types].xml",
            TYPES.formatted(main, "wordprocessingml.document"),
            "_rels/.rels",
            RELS.formatted(main),
            main,
            body("<w:p><w:r><w:t>a</w:t></w:r></w:p>"),
            "../../../../tmp/quern-was-here",
            "out",
            "/tmp/quern-was-here",
            "out"));
    byte[] nested = of("the innermost");
    for (int i = 0; i < 50; i++) {
      nested =
          zip("word/embeddings/a.docx", nested, main, body("<w:p><w:r><w:t>a</w:t></w:r></w:p>"));
    }
    taken("nested-50.docx", nested);
    byte[] matryoshka = zip("a", ZEROS);
    for (int i = 0; i < 4; i++) {
      matryoshka = zip("a.zip", matryoshka, "b.zip", matryoshka, "c.zip", matryoshka);
    }
    refused("zips-in-zips.zip", matryoshka, "archive");
    Object[] many = new Object[120_000];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "a/" + i;
      many[i + 1] = new byte[0];
    }
    refused("entries-60000.zip", zip(many), "archive");
    refused(
        "zeros-400MB.epub",
        zip(
            "mimetype",
            "application/epub+zip",
            "META-INF/container.xml",
            "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"a.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>",
            "a.opf",
            "<package xmlns=\"http://www.idpf.org/2007/opf\"><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>",
            "a.xhtml",
            ZEROS),
        "");
    refused(
        "zeros-400MB.odt",
        zip(
            "mimetype",
            "application/vnd.oasis.opendocument.text",
            "content.xml",
            new Zeros(
                "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">",
                400)),
        "");
    taken(
        "repeated-cells.ods",
        zip(
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml",
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell table:number-columns-repeated=\"1000000000\"><text:p>a</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"));
    taken(
        "far-cell.xlsx",
        sheet(
            "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>a</t></is></c></row>"));
    taken(
        "no-cell.xlsx",
        sheet(
            "<row r=\"9999999999999\"><c r=\"ZZZZZZZ99999999999\" t=\"inlineStr\"><is><t>a</t></is></c></row>"));
    taken(
        "formula.xlsx",
        sheet(
            "<row r=\"1\"><c r=\"A1\"><f>"
                + "(".repeat(5_000)
                + "1"
                + ")".repeat(5_000)
                + "</f><v>1</v></c><c r=\"B1\"><f>B1+A1</f><v>2</v></c></row>"));
  }

  private static byte[] body(String text) {
    return of("<w:document" + W + "><w:body>" + text + "</w:body></w:document>");
  }

  private static byte[] word(Object document) {
    String main = "word/document.xml";
    return zip(
        "[Content_Types].xml",
        TYPES.formatted(main, "wordprocessingml.document"),
        "_rels/.rels",
        RELS.formatted(main),
        main,
        document);
  }

  private static byte[] sheet(String rows) {
    String main = "xl/workbook.xml";
    String ns =
        " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    return zip(
        "[Content_Types].xml",
        TYPES.formatted(main, "spreadsheetml.sheet"),
        "_rels/.rels",
        RELS.formatted(main),
        main,
        "<workbook"
            + ns
            + "><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels",
        RELS.formatted("worksheets/sheet1.xml").replace("officeDocument\" T", "worksheet\" T"),
        "xl/worksheets/sheet1.xml",
        "<worksheet" + ns + "><sheetData>" + rows + "</sheetData></worksheet>");
  }

  private void pdfs() {
    refused("nothing.pdf", "%PDF-1.7\n", "broken");
    refused("pages-in-a-ring.pdf", pdf("<</Type/Pages/Kids[2 0 R]/Count 1>>", ""), "");
    refused(
        "pages-a-billion.pdf",
        pdf(
            "<</Type/Pages/Kids[3 0 R]/Count 1000000000>>",
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"),
        "");
    refused(
        "arrays-deep.pdf",
        pdf("<</Type/Pages/Kids " + "[".repeat(100_000) + "]".repeat(100_000) + "/Count 1>>", ""),
        "");
    refused(
        "xref-of-itself.pdf",
        raw("%PDF-1.4\nxref\n0 0\ntrailer<</Prev 9/Size 1>>\nstartxref\n9\n%%EOF"),
        "");
    byte[] packed = deflated(new Zeros("BT ", 200));
    refused(
        "stream-200MB.pdf",
        joined(
            raw(
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Length "
                    + packed.length
                    + "/Filter/FlateDecode>>stream\n"),
            packed,
            raw("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF")),
        "");
  }

  private static byte[] pdf(String pages, String more) {
    return raw(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj"
            + pages
            + "endobj\n"
            + more
            + "trailer<</Root 1 0 R>>\n%%EOF");
  }

  private void others() {
    taken("groups-200000.rtf", "{\\rtf1 text" + "{".repeat(200_000));
    taken("bin.rtf", "{\\rtf1 text\\bin2000000000 x}");
    taken("numbers.rtf", "{\\rtf1 text\\u99999999999999999999 \\fs-99999999999 \\cellx2000000000}");
    refused("deep-100000.ipynb", "[".repeat(100_000), "");
    refused("number.ipynb", "{\"cells\":1e1000000000,\"nbformat\":4}", "");
    StringBuilder mail = new StringBuilder("From: a@b\nSubject: s\nMIME-Version: 1.0\n");
    for (int i = 0; i < 2_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i)
          .append('\n');
    }
    taken("parts-2000-deep.eml", mail + "\ntext");
    taken(
        "header-2MB.eml",
        "From: a@b\nSubject: "
            + "x".repeat(2 << 20)
            + "\nTo: c@d\nDate: Thu, 1 Jan 2026 00:00:00 +0000\n\ntext");
    refused(
        "office.doc",
        joined(raw("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"), new byte[5_000]),
        "");
    refused("program.docx", joined(raw("MZ\u0090\0\3\0\0\0"), new byte[5_000]), "");
    refused(
        "packed.txt.gz",
        joined(raw("\u001f\u008b\b\0\0\0\0\0\0\3"), deflated(new Zeros("", 10))),
        "archive");
  }

  private void images() {
    refused("square-60000.png", Bytes.png(60_000, 60_000, deflated(new byte[100])), "");
    refused("square-2000000000.png", Bytes.png(2_000_000_000, 2_000_000_000, new byte[0]), "");
    refused("pixels-missing.png", Bytes.png(3_000, 3_000, deflated(new byte[100])), "");
    taken("pixels-too-many.png", Bytes.png(1, 1, deflated(new Zeros("", 100))));
    refused("square-60000.bmp", Bytes.bmp(60_000, 60_000), "");
    refused("square-65535.gif", Bytes.gif(65_535, 65_535), "");
    refused("square-65500.jpg", Bytes.jpeg(65_500, 65_500), "");
    refused(
        "nothing.webp", raw("RIFF\u00ff\u00ff\u00ff\u007fWEBPVP8 \u00ff\u00ff\u00ff\u007f"), "");
  }

  private void torn() {
    for (String name :
        List.of(
            "pandoc.docx",
            "pandoc.odt",
            "pandoc.epub",
            "pandoc.pptx",
            "openpyxl.xlsx",
            "libreoffice.pdf")) {
      refused("torn-" + name, half(name), "");
    }
    taken("torn-pandoc.rtf", half("pandoc.rtf"));
    refused("torn-pandoc.html", half("pandoc.html"), "no text");
    refused("torn-scan.png", half("scan.png"), "");
  }
}
