package dev.quern.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.util.WebUtils;

/** Chooses the language of the page: the user's choice, or the one that the browser requests. */
@Configuration(proxyBeanMethods = false)
public class Languages {

  /** The cookie that keeps a choice. */
  public static final String COOKIE = "quern-language";

  /** All languages; the first one is the default. */
  public static final List<Locale> ALL =
      List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.forLanguageTag("tr"));

  @Bean
  LocaleResolver localeResolver() {
    AcceptHeaderLocaleResolver asked =
        new AcceptHeaderLocaleResolver() {
          @Override
          public Locale resolveLocale(HttpServletRequest request) {
            Cookie chosen = WebUtils.getCookie(request, COOKIE);
            return ALL.stream()
                .filter(l -> chosen != null && l.toLanguageTag().equals(chosen.getValue()))
                .findFirst()
                .orElseGet(() -> super.resolveLocale(request));
          }
        };
    asked.setSupportedLocales(ALL);
    asked.setDefaultLocale(ALL.get(0));
    return asked;
  }
}
