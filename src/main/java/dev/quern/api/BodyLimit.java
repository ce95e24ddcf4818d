package dev.quern.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.TooLargeException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies of more than 10 MB with a 413, uploads (multipart) aside, which have a limit of
 * their own. What still comes in is read and thrown away, up to 1 GB: a client that sends first and
 * reads then would else see a broken connection in place of the answer.
 */
@Component
class BodyLimit extends OncePerRequestFilter {

  static final long BYTES = 10L << 20;
  private static final long DRAINED = 1L << 30;

  private final Problems problems;
  private final ObjectMapper json;

  BodyLimit(Problems problems, ObjectMapper json) {
    this.problems = problems;
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var type = request.getContentType();
    return type != null && type.regionMatches(true, 0, "multipart/", 0, 10);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() <= BYTES) {
      chain.doFilter(new Limited(request), response);
      return;
    }
    var problem = problems.of(TooLargeException.of("The body", BYTES));
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
    response.flushBuffer();
    drain(request.getInputStream());
  }

  private static void drain(InputStream in) throws IOException {
    var buffer = new byte[1 << 16];
    long left = DRAINED;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = in.read(buffer);
    }
  }

  private static final class Limited extends HttpServletRequestWrapper {

    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream());
    }

    @Override
    public BufferedReader getReader() throws IOException {
      var charset = getCharacterEncoding() == null ? "UTF-8" : getCharacterEncoding();
      return new BufferedReader(
          charset.equalsIgnoreCase("UTF-8")
              ? new InputStreamReader(getInputStream(), StandardCharsets.UTF_8)
              : new InputStreamReader(getInputStream(), charset));
    }
  }

  /** For bodies that do not say how long they are. */
  private static final class Counted extends ServletInputStream {

    private final ServletInputStream in;
    private long read;

    Counted(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int got = in.read(buffer, offset, length);
      count(Math.max(got, 0));
      return got;
    }

    private void count(int more) throws IOException {
      read += more;
      if (read > BYTES) {
        drain(in);
        throw TooLargeException.of("The body", BYTES);
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
