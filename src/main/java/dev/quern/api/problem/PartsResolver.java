package dev.quern.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/**
 * Reads multipart bodies. The framework takes a request whose reading has failed for one that shows
 * an error, and would go on with it, without its parts: one that was broken off ends here.
 */
@Component("multipartResolver")
class PartsResolver extends StandardServletMultipartResolver {

  @Override
  public MultipartHttpServletRequest resolveMultipart(HttpServletRequest request) {
    try {
      return super.resolveMultipart(request);
    } catch (MultipartException e) {
      if (BrokenOff.is(request)) {
        throw new UncheckedIOException(new IOException("the body is broken off", e));
      }
      throw e;
    }
  }
}
