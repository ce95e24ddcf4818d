package dev.quern.api.contract;

import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Prefers handlers of Spring MVC over Camel's: Camel claims everything below its paths, so {@code
 * /projects/{id}/files} would take {@code /projects/{id}/files/{file_id}/text}.
 */
@Component
class MvcBeforeCamel implements WebMvcRegistrations {

  private static final int BEFORE_CAMEL = -2; // Camel's mapping has -1

  @Override
  public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
    return new RequestMappingHandlerMapping() {
      @Override
      public int getOrder() {
        return BEFORE_CAMEL;
      }
    };
  }
}
