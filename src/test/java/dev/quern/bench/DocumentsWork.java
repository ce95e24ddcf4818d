package dev.quern.bench;

import dev.quern.chunk.ChunkSettings;
import dev.quern.chunk.Chunker;
import dev.quern.chunk.Strategy;
import dev.quern.chunk.TextChunk;
import dev.quern.document.markdown.DocumentLayout;
import dev.quern.document.markdown.MarkdownFile;
import dev.quern.document.markdown.MarkdownHandler;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.reader.pdf.PdfReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;

/** The work of {@link DocumentsPart}; prints names and values of figures, a tab between them. */
final class DocumentsWork {

  static final List<String> FIGURES =
      List.of("tika", "stripper", "page", "markdown", "auto", "lines");

  private static final int PAGES = 400;
  private static final int LINES = 50;
  private static final int ROUNDS = 7;
  private static final int WARM_UP = 2;
  private static final long MARKDOWN = 100_000_000;

  private static final String TEXT =
      "The mason chooses a coarse stone, because a fine one polishes itself and stops grinding ";

  private interface Work {
    void run() throws Exception;
  }

  private DocumentsWork() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    pdf(folder);
    markdown(folder);
  }

  private static void pdf(Path folder) throws Exception {
    Path file = writePdf(folder.resolve("pages.pdf"));
    Path out = folder.resolve("pages.md");
    double[] ours = new double[ROUNDS];
    double[] tika = new double[ROUNDS];
    double[] stripper = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      ours[i] = cpu(() -> ours(file, out));
      tika[i] = cpu(() -> tika(file, out));
      stripper[i] = cpu(() -> stripper(file));
    }
    print("tika", middle(ours) / middle(tika));
    print("stripper", middle(ours) / middle(stripper));
    print("page", middle(ours) * 1000 / PAGES);
  }

  private static void ours(Path file, Path out) throws Exception {
    try (MarkdownFile markdown = new MarkdownFile(out, Long.MAX_VALUE)) {
      MarkdownHandler handler = new MarkdownHandler(markdown, DocumentLayout.PAGES, Map.of());
      new PdfReader().read(file, new Xhtml(handler), new FileNotes());
      handler.endDocument();
    }
  }

  private static void tika(Path file, Path out) throws Exception {
    try (MarkdownFile markdown = new MarkdownFile(out, Long.MAX_VALUE);
        TikaInputStream in = TikaInputStream.get(file)) {
      MarkdownHandler handler = new MarkdownHandler(markdown, DocumentLayout.PAGES, Map.of());
      new AutoDetectParser().parse(in, handler, new Metadata(), new ParseContext());
      handler.endDocument();
    }
  }

  private static void stripper(Path file) throws IOException {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      new PDFTextStripper().writeText(document, Writer.nullWriter());
    }
  }

  private static Path writePdf(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      for (int number = 1; number <= PAGES; number++) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
          for (int line = 0; line < LINES; line++) {
            out.beginText();
            out.setFont(font, 10);
            out.newLineAtOffset(72, 740 - 14 * line);
            out.showText(TEXT + number + " " + line);
            out.endText();
          }
        }
      }
      document.save(file.toFile());
    }
    return file;
  }

  private static void markdown(Path folder) throws Exception {
    Path file = writeMarkdown(folder.resolve("long.md"));
    for (Strategy strategy : List.of(Strategy.MARKDOWN, Strategy.AUTO)) {
      ChunkSettings settings = ChunkSettings.of(strategy, null, null, null, null, null);
      cpu(() -> split(file, settings));
      print(strategy.name().toLowerCase(java.util.Locale.ROOT), cpu(() -> split(file, settings)));
    }
    cpu(() -> lines(file));
    print("lines", cpu(() -> lines(file)));
    Files.delete(file);
  }

  private static void split(Path file, ChunkSettings settings) throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      Iterator<TextChunk> chunks = new Chunker().chunks(in, settings);
      while (chunks.hasNext()) {
        chunks.next();
      }
    }
  }

  private static void lines(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      StringBuilder chunk = new StringBuilder();
      long length = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.matches("#{1,6} .*") || chunk.length() > 2000) {
          length += chunk.toString().length();
          chunk.setLength(0);
        }
        chunk.append(line).append('\n');
      }
      if (length == 0) {
        throw new IllegalStateException("the text has no headings");
      }
    }
  }

  /** Prose, with a heading in each part, and a list, a table or a fence in some. */
  private static Path writeMarkdown(Path file) throws IOException {
    String list = "- rye\n- oat\n  - wet oat\n\n";
    String table = "| Grain | Hours |\n| --- | --- |\n| Rye | 3 |\n\n";
    String code = "```java\nint hours = 3;\n\n# no heading\n```\n\n";
    List<String> others = List.of(list, "", table, "", code, "");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      int part = 0;
      for (long written = 0; written < MARKDOWN; part++) {
        String text =
            "## Part %d\n\n%s.\n\n%s.\n\n%s"
                .formatted(
                    part, TEXT.repeat(5).strip(), TEXT.repeat(3).strip(), others.get(part % 6));
        out.write(text);
        written += text.length();
      }
    }
    return file;
  }

  /** The seconds of CPU that this thread takes. */
  private static double cpu(Work work) throws Exception {
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e9;
  }

  private static double middle(double[] values) {
    double[] sorted = Arrays.copyOfRange(values, WARM_UP, values.length);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String name, double value) {
    System.out.println(name + "\t" + value);
  }
}
