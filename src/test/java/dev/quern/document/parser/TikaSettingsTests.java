package dev.quern.document.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Tika's parsers may and may not do, said in one place. */
class TikaSettingsTests {

  @TempDir private Path folder;

  @Test
  void readsNeitherMacrosNorDeletionsNorAttachments() {
    ParseContext context = TikaSettings.text();
    OfficeParserConfig office = context.get(OfficeParserConfig.class);
    assertThat(office.isExtractMacros()).isFalse();
    assertThat(office.isIncludeDeletedContent()).isFalse();
    assertThat(office.isIncludeMoveFromContent()).isFalse();
    assertThat(office.isIncludeSlideMasterContent()).isFalse();
    assertThat(context.get(EmbeddedDocumentExtractor.class).shouldParseEmbedded(new Metadata()))
        .isFalse();
  }

  @Test
  void looksForPicturesOnlyWhereTheyAreAskedFor() {
    EmbeddedImageExtractor collector = new EmbeddedImageExtractor(folder);
    assertThat(TikaSettings.text().get(PDFParserConfig.class).isExtractInlineImages()).isFalse();
    ParseContext images = TikaSettings.images(collector);
    assertThat(images.get(PDFParserConfig.class).isExtractInlineImages()).isTrue();
    assertThat(images.get(PDFParserConfig.class).getOcrStrategy())
        .isEqualTo(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    assertThat(images.get(EmbeddedDocumentExtractor.class)).isSameAs(collector);
  }

  @Test
  void runsNoOtherPrograms() {
    assertThat(TikaSettings.parser(TikaSettings.detector()).getAllComponentParsers())
        .isNotEmpty()
        .noneMatch(parser -> parser.getClass().getName().matches(".*(ocr|external).*"));
  }

  @Test
  void areSaidNowhereElse() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      assertThat(sources.filter(TikaSettingsTests::sets))
          .extracting(file -> file.getFileName().toString())
          .containsExactly("TikaSettings.java");
    }
  }

  private static boolean sets(Path file) {
    try {
      return file.toString().endsWith(".java")
          && Files.readString(file)
              .matches("(?s).*(PDFParserConfig|OfficeParserConfig|ParseContext\\(\\)).*");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
