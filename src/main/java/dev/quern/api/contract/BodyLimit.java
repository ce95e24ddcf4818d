package dev.quern.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.api.problem.Problem;
import dev.quern.api.problem.Problems;
import dev.quern.error.TooLargeException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies of more than 10 MB with a 413, uploads (multipart) aside, which have a limit of
 * their own, and imports, which are read as they come. What still comes in is read and thrown away,
 * up to 1 GB: a client that sends first and reads then would else see a broken connection in place
 * of the answer. A body that is not UTF-8 is a 400: a route would find that out only where it can
 * no longer say so.
 */
@Component
public class BodyLimit extends OncePerRequestFilter {

  static final long BYTES = 10L << 20;
  private static final Pattern JSON =
      Pattern.compile("(?i)application/([\\w.+-]*\\+)?json\\s*(;.*)?");

  /** Elsewhere a multipart body is refused before its parts are written to disk. */
  private static final Pattern TAKES_PARTS =
      Pattern.compile("/api/projects/[^/]+/(files|images|datasets/import)/?");

  private static final long DRAINED = 1L << 30;
  private static final Duration MAX_READ = Duration.ofMinutes(1);

  private final Problems problems;
  private final ObjectMapper json;

  BodyLimit(Problems problems, ObjectMapper json) {
    this.problems = problems;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    boolean posted = request.getMethod().equals("POST");
    String path = request.getRequestURI();
    return isMultipart(request)
        ? !isRest(request) || posted && TAKES_PARTS.matcher(path).matches()
        : posted && path.endsWith("/datasets/import");
  }

  private static boolean isMultipart(HttpServletRequest request) {
    var type = request.getContentType();
    return type != null && type.regionMatches(true, 0, "multipart/", 0, 10);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long length = request.getContentLengthLong();
    boolean hasBody =
        length > 0 || request.getHeader("Transfer-Encoding") != null || isMultipart(request);
    if (hasBody && isRest(request) && isOther(request)) {
      refuse(request, response, problems.of(415, "This needs a body of application/json."));
    } else if (length > BYTES) {
      refuse(request, response, tooLarge());
    } else if (length > 0 && !isForm(request) || request.getHeader("Transfer-Encoding") != null) {
      byte[] body = read(request.getInputStream());
      if (body == null) {
        refuse(response, problems.of(408, "The body came too slowly: a minute is the most."));
      } else if (body.length > BYTES) {
        refuse(request, response, tooLarge());
      } else if (!isUtf8(body)) {
        refuse(request, response, problems.of(400, "The body is not valid UTF-8."));
      } else {
        chain.doFilter(new ReadRequest(request, body), response);
      }
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isRest(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/api");
  }

  /** Another type than JSON's, such as a form of a page elsewhere sends without asking first. */
  private static boolean isOther(HttpServletRequest request) {
    var type = request.getContentType();
    return type != null && !JSON.matcher(type).matches();
  }

  /** At most one byte more than is taken; null where it takes longer than it may. */
  private static byte @Nullable [] read(InputStream in) throws IOException {
    long end = System.nanoTime() + MAX_READ.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    while (body.size() <= BYTES) {
      int max = (int) Math.min(buffer.length, BYTES + 1 - body.size());
      int read = in.read(buffer, 0, max);
      if (read < 0) {
        break;
      }
      if (System.nanoTime() - end > 0) {
        return null;
      }
      body.write(buffer, 0, read);
    }
    return body.toByteArray();
  }

  /** The container reads a form itself, for its parameters. */
  private static boolean isForm(HttpServletRequest request) {
    var type = request.getContentType();
    return type != null && type.regionMatches(true, 0, "application/x-www-form", 0, 22);
  }

  private static boolean isUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private Problem tooLarge() {
    return problems.of(TooLargeException.of("The body", BYTES));
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    refuse(response, problem);
    drain(request.getInputStream());
  }

  private void refuse(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
    response.flushBuffer();
  }

  private static void drain(InputStream in) {
    var buffer = new byte[1 << 16];
    long left = DRAINED;
    try {
      for (int read = 0; read >= 0 && left > 0; left -= read) {
        read = in.read(buffer);
      }
    } catch (IOException e) {
      // the client has hung up, and has its answer or does not want it
    }
  }
}
