package dev.quern.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentDetectorTests {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          a.md      ! <h1>Quern</h1>            ! text   ! text/markdown
          a.md      ! From: me@a.example        ! text   ! text/markdown
          a.TXT     ! %PDF-1.7                  ! parser ! application/pdf
          a.txt     ! {\\rtf1 x}                ! parser ! application/rtf
          a.txt     ! <html><p>x</p></html>  ! text   ! text/plain
          noname    ! just words                ! text   ! text/plain
          a.csv     ! a,b                       ! table  ! text/csv
          a.tsv     ! a b                       ! table  ! text/tab-separated-values
          a.html    ! <p>a piece of a page</p>  ! parser ! text/html
          noname    ! <html><p>x</p></html>  ! parser ! text/html
          a.json    ! {"a": 1}                  ! text   ! application/json
          a.rtf     ! {\\rtf1 x}                ! parser ! application/rtf
          a.eml     ! From: me@a.example        ! parser ! message/rfc822
          a.mhtml   ! From: me@a.example        ! parser ! multipart/related
          """)
  void tellsTextFromWhatIsToBeParsed(String name, String content, String reader, String mediaType)
      throws IOException {
    Path file = Files.writeString(folder.resolve("stored"), content);
    DocumentKind kind = new DocumentDetector().look(new SourceDocument(file, name));
    assertThat(kind.reader() + " " + kind.mediaType()).isEqualTo(reader + " " + mediaType);
  }
}
