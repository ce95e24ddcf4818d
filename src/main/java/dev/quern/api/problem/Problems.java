package dev.quern.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.quern.Ids;
import dev.quern.document.UnreadableFileException;
import dev.quern.document.original.StoreUnavailableException;
import dev.quern.error.ConflictException;
import dev.quern.error.FieldError;
import dev.quern.error.InvalidRequestException;
import dev.quern.error.NotFoundException;
import dev.quern.error.TooLargeException;
import dev.quern.llm.failure.BusyProviderException;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.failure.UnreachableProviderException;
import dev.quern.task.model.IllegalMoveException;
import dev.quern.task.model.QueueFullException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.util.ObjectHelper;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.FileSizeLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeLimitExceededException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * Creates the problem of an exception: a client error with a clear description, or a 500 with only
 * the id under which the log has the exception.
 */
@Component
public class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  /** The problem of this exception, or of its first cause that is a known error. */
  public Problem of(Throwable thrown) {
    var chain = new ArrayList<Throwable>();
    for (Throwable t = thrown; t != null && chain.size() < 30; t = t.getCause()) {
      chain.add(t);
    }
    // Ours first: Jackson wraps what the reading of a body or the making of a record throws.
    return Stream.concat(
            chain.stream().map(Problems::ofQuern), chain.stream().map(Problems::ofOthers))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> unknown(thrown));
  }

  private static Problem unknown(Throwable thrown) {
    var id = Ids.next();
    log.error("Error {}: a request failed in a way that is not its fault", id, thrown);
    return of(500, "Something went wrong here. The log has it under the id " + id + ".", List.of());
  }

  /** A problem of this status, without fields. */
  public Problem of(int status, String detail) {
    return of(status, detail, List.of());
  }

  private static @Nullable Problem ofQuern(Throwable t) {
    if (t instanceof InvalidRequestException e) {
      return of(e.status(), String.valueOf(e.getMessage()), e.errors());
    }
    if (t instanceof UnreadableFileException) {
      return of(422, String.valueOf(t.getMessage()), List.of());
    }
    if (t instanceof NotFoundException) {
      return of(404, String.valueOf(t.getMessage()), List.of());
    }
    if (t instanceof ConflictException || t instanceof IllegalMoveException) {
      return of(409, String.valueOf(t.getMessage()), List.of());
    }
    if (t instanceof StoreUnavailableException || t instanceof BusyProviderException) {
      return of(503, String.valueOf(t.getMessage()), List.of());
    }
    if (t instanceof UnreachableProviderException) {
      return of(502, String.valueOf(t.getMessage()), List.of());
    }
    if (t instanceof QueueFullException) {
      return of(429, String.valueOf(t.getMessage()), List.of());
    }
    if (t instanceof ModelCallException) {
      return of(502, String.valueOf(t.getMessage()), List.of());
    }
    if (t instanceof TooLargeException) {
      return of(413, String.valueOf(t.getMessage()), List.of());
    }
    return null;
  }

  private static @Nullable Problem ofOthers(Throwable t) {
    if (t instanceof JsonProcessingException e) {
      return JsonErrors.problem(e);
    }
    return t instanceof SQLException e ? ofDatabase(e) : ofWeb(t);
  }

  private static @Nullable Problem ofWeb(Throwable t) {
    if (t instanceof MaxUploadSizeExceededException) {
      return ofUpload(t);
    }
    if (t instanceof ErrorResponse e && e.getStatusCode().is4xxClientError()) {
      var detail = e.getBody().getDetail();
      return of(e.getStatusCode().value(), detail == null ? "" : detail, List.of());
    }
    if (t instanceof TypeMismatchException e && e.getPropertyName() != null) {
      var message = "must be " + JsonErrors.wanted(e.getRequiredType());
      return of(
          400,
          e.getPropertyName() + " " + message + ".",
          List.of(new FieldError(e.getPropertyName(), message)));
    }
    if (t instanceof MultipartException) {
      return of(
          400, "The multipart body cannot be read: it is broken off or malformed.", List.of());
    }
    if (t instanceof ClientAbortException || t instanceof AsyncRequestNotUsableException) {
      return of(400, "The request was broken off before its end.", List.of());
    }
    return null;
  }

  /**
   * The problem of an upload that Tomcat refuses; Spring takes all its bounds for sizes of files.
   */
  private static Problem ofUpload(Throwable refused) {
    var count = ObjectHelper.getException(FileCountLimitExceededException.class, refused);
    if (count != null) {
      return of(
          413,
          "The upload has more than %d parts; send the rest in another request."
              .formatted(count.getLimit()),
          List.of());
    }
    // A whole request has no limit: this one is of the headers of a part.
    if (ObjectHelper.getException(SizeLimitExceededException.class, refused) != null) {
      return of(
          400,
          "A part has too long headers: the name of a file has 200 characters at most.",
          List.of());
    }
    if (ObjectHelper.getException(FileSizeLimitExceededException.class, refused) == null) {
      return of(
          413,
          "The fields of the upload that are no files hold more than is taken"
              + " (server.tomcat.max-http-form-post-size, 2 MB unless set): send each file as a part"
              + " with a file name.",
          List.of());
    }
    return of(413, "The upload is larger than is taken (quern.intake.max-file-size).", List.of());
  }

  /** The problem of a database error that the request caused, by SQLSTATE. */
  private static @Nullable Problem ofDatabase(SQLException e) {
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      case "22021", "22P05" ->
          of(400, "A text holds a character that cannot be stored.", List.of());
      case "23503" -> of(409, "Something that this refers to was deleted meanwhile.", List.of());
      case "23505" -> of(409, "This exists already.", List.of());
      case "40001", "40P01" -> of(503, "Another request was in the way: try again.", List.of());
      default ->
          state.startsWith("08") || e instanceof SQLTransientConnectionException
              ? of(503, "The database does not answer: try again later.", List.of())
              : null;
    };
  }

  public static Problem of(int status, String detail, List<FieldError> errors) {
    var known = HttpStatus.resolve(status);
    var title = known == null ? "Error" : known.getReasonPhrase();
    return new Problem(status, null, title, detail.isEmpty() ? title + "." : detail, errors);
  }
}
