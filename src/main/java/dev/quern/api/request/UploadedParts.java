package dev.quern.api.request;

import dev.quern.document.ExtractedText;
import dev.quern.document.charset.NamedCharset;
import dev.quern.error.InvalidRequestException;
import dev.quern.home.ScratchFiles;
import dev.quern.pipeline.intake.Arrivals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.CamelFileDataSource;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/**
 * Turns the parts named {@code file} of an upload into arrivals. Camel's binding keeps one part of
 * each name, so the parts are taken from the request itself; the copies that the binding made are
 * deleted.
 */
@Component("uploadedParts")
public class UploadedParts implements Processor {

  private static final String PART = "file";

  /** The exchange property for the temporary texts, which all files of an upload share. */
  private static final String READ_TEXTS = "readTexts";

  private final Arrivals arrivals;

  UploadedParts(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    String projectId = exchange.getMessage().getHeader("id", String.class);
    deleteCopies(exchange);
    MultipartHttpServletRequest upload = upload(exchange);
    List<Object> arrivals = new ArrayList<>();
    try {
      Charset charset = charset(upload);
      for (MultipartFile part : parts(upload)) {
        arrivals.add(arrival(projectId, part, charset));
      }
    } finally {
      // The servlet that would delete them does not see the end of what Camel serves.
      for (Part part : upload.getParts()) {
        part.delete();
      }
    }
    exchange.setProperty(READ_TEXTS, new ArrayList<ExtractedText>());
    exchange.getMessage().setBody(arrivals);
  }

  private Object arrival(String projectId, MultipartFile part, @Nullable Charset charset)
      throws IOException {
    String name = part.getOriginalFilename() == null ? "" : part.getOriginalFilename();
    Path copy = ScratchFiles.file("quern-upload-", ".part");
    try {
      part.transferTo(copy);
      return arrivals.sent(projectId, copy, name, charset);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static MultipartHttpServletRequest upload(Exchange exchange) {
    MultipartHttpServletRequest upload = null;
    if (exchange.getMessage() instanceof PlatformHttpMessage message) {
      HttpServletRequest request = message.getRequest();
      upload = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
    }
    if (upload == null) {
      throw InvalidRequestException.of(
          "This needs a multipart/form-data body with one or more parts named file.");
    }
    return upload;
  }

  /** The charset of all files of the upload; null to detect it. */
  private static @Nullable Charset charset(MultipartHttpServletRequest upload) {
    String name = upload.getParameter("charset");
    return name == null || name.isBlank() ? null : NamedCharset.of(name);
  }

  private static List<MultipartFile> parts(MultipartHttpServletRequest upload) {
    List<MultipartFile> parts = upload.getMultiFileMap().getOrDefault(PART, List.of());
    if (parts.isEmpty()) {
      throw InvalidRequestException.field(
          PART, "is missing: send each file as a part of that name, with its file name");
    }
    return parts;
  }

  private static void deleteCopies(Exchange exchange) throws IOException {
    AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
    if (message == null || !message.hasAttachments()) {
      return;
    }
    for (var attachment : message.getAttachments().values()) {
      if (attachment.getDataSource() instanceof CamelFileDataSource copy) {
        Files.deleteIfExists(copy.getFile().toPath());
      }
    }
  }
}
