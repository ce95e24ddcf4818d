package dev.quern.document.parser;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Reads documents as the parser process does, and writes such as are made of zipped XML. */
final class Reading {

  private static final String WORD_NAMES =
      "<w:document xmlns:w='w' xmlns:m='m' xmlns:r='r' xmlns:mc='mc'><w:body>";

  private Reading() {}

  static String markdown(Path file) throws IOException {
    return markdown(file, file.getFileName().toString());
  }

  static String markdown(Path file, String name) throws IOException {
    Path markdown = Files.createTempFile("quern-test", ".md");
    try {
      ParseReport report = report(file, name, markdown);
      if (report.outcome() != ParseReport.Outcome.READ) {
        throw new AssertionError(report.toString());
      }
      return Files.readString(markdown);
    } finally {
      Files.delete(markdown);
    }
  }

  static ParseReport report(Path file, String name, Path markdown) {
    return new DocumentParser()
        .parse(new ParserProtocol.Request(file.toString(), name, markdown.toString()));
  }

  /** A zip of the parts, given as names and contents in turn. */
  static Path zip(Path file, String... parts) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < parts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(parts[i]));
        zip.write(parts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  static Path zipBytes(Path file, String name, byte[] content) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return file;
  }

  /** The text of a docx with that body, and more parts. */
  static String word(Path folder, String body, String... parts) throws IOException {
    String[] all = new String[parts.length + 2];
    all[0] = "word/document.xml";
    all[1] = WORD_NAMES + body + "</w:body></w:document>";
    System.arraycopy(parts, 0, all, 2, parts.length);
    return markdown(zip(folder.resolve("made.docx"), all));
  }

  static String page(Path folder, String body) throws IOException {
    Path file = folder.resolve("made.html");
    Files.writeString(file, "<!doctype html><html><body>" + body + "</body></html>");
    return markdown(file);
  }
}
