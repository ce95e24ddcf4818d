package dev.quern.document.parser;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The protocol between this process and a parser process: strings and numbers in a fixed order. */
public class ParserProtocol {

  private static final String READY = "quern-parser-1";
  private static final int MAX_DETAIL = 500;

  /**
   * One document to read.
   *
   * @param path where it is
   * @param fileName its name, a hint for its type
   * @param markdown the file to write the text to
   * @param images the folder to put its images into, instead; empty for the text
   */
  public record Request(String path, String fileName, String markdown, String images) {

    public Request(String path, String fileName, String markdown) {
      this(path, fileName, markdown, "");
    }
  }

  private ParserProtocol() {}

  static void writeReady(DataOutputStream out) throws IOException {
    out.writeUTF(READY);
    out.flush();
  }

  static void readReady(DataInputStream in) throws IOException {
    if (!in.readUTF().equals(READY)) {
      throw new IOException("The parser process answered in another way than expected.");
    }
  }

  static void write(DataOutputStream out, Request request) throws IOException {
    out.writeUTF(request.path());
    out.writeUTF(request.fileName());
    out.writeUTF(request.markdown());
    out.writeUTF(request.images());
    out.flush();
  }

  static Request readRequest(DataInputStream in) throws IOException {
    return new Request(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
  }

  static void write(DataOutputStream out, ParseReport report) throws IOException {
    String detail = report.detail();
    out.writeUTF(report.outcome().name());
    out.writeUTF(report.mediaType());
    out.writeLong(report.characters());
    out.writeUTF(detail.substring(0, Math.min(MAX_DETAIL, detail.length())));
    out.writeInt(report.notes().size());
    for (String note : report.notes()) {
      out.writeUTF(note);
    }
    out.flush();
  }

  static ParseReport readReport(DataInputStream in) throws IOException {
    ParseReport.Outcome outcome = ParseReport.Outcome.valueOf(in.readUTF());
    String mediaType = in.readUTF();
    long characters = in.readLong();
    String detail = in.readUTF();
    List<String> notes = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      notes.add(in.readUTF());
    }
    return new ParseReport(outcome, mediaType, characters, detail, "", "", notes);
  }
}
