package dev.quern.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.chunk.ChunkSettings;
import dev.quern.chunk.Chunker;
import dev.quern.chunk.Strategy;
import dev.quern.chunk.TextChunk;
import dev.quern.document.DocumentKind;
import dev.quern.document.ExtractedText;
import dev.quern.document.SourceDocument;
import dev.quern.document.text.TextReader;
import dev.quern.llm.prompt.Prompts;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** From the bytes of a text to the prompt: but for the normalisations of the README, the same. */
class TextMirrorTests {

  /** With that which does not break, unlike {@link String#isBlank()}. */
  private static final String WHITE_SPACE = "[\\s\\p{Z}]*";

  @Property(tries = 300)
  void whatIsUploadedStandsInThePrompts(@ForAll("texts") String text) throws IOException {
    String read = read(text);
    assertThat(read).isEqualTo(MirrorTexts.asRead(text));

    StringBuilder all = new StringBuilder();
    int at = 0;
    ChunkSettings settings = new ChunkSettings(Strategy.MARKDOWN, 100, 0, null, 40, 80);
    Iterator<TextChunk> chunks = new Chunker().chunks(new StringReader(read), settings);
    while (chunks.hasNext()) {
      TextChunk chunk = chunks.next();
      String prompt =
          Prompts.renderCustom(
              "Read: {text} {question}", Map.of("text", chunk.content(), "question", "?"));
      assertThat(prompt).isEqualTo("Read: " + chunk.content() + " ?");
      int start = read.offsetByCodePoints(0, (int) chunk.startOffset());
      assertThat(read.substring(at, start)).matches(WHITE_SPACE);
      all.append(read, at, start).append(chunk.content());
      at = start + chunk.content().length();
    }
    assertThat(read.substring(at)).matches(WHITE_SPACE);
    assertThat(all.append(read.substring(at))).hasToString(read);
  }

  private static String read(String text) throws IOException {
    Path file = Files.createTempFile("mirror-", ".md");
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
      DocumentKind kind =
          new DocumentKind(new SourceDocument(file, "mirror.md"), "text/markdown", "text");
      ExtractedText read = new TextReader().text(kind);
      try {
        return Files.readString(read.markdown());
      } finally {
        Files.delete(read.markdown());
      }
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return MirrorTexts.any()
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        // More controls than one in fifty are no text.
        .map(list -> "Begin " + String.join("\n", list) + "\n\n" + "Plain words. ".repeat(200));
  }
}
