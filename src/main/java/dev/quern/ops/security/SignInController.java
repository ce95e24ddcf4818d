package dev.quern.ops.security;

import dev.quern.ops.PagePaths;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exchanges a token for the page's cookie, and ends the cookie. */
@Controller
class SignInController {

  private final SignedCookie cookies;
  private final FailedTokens failed;

  SignInController(SecuritySettings settings, Clock clock, FailedTokens failed) {
    this.failed = failed;
    this.cookies = new SignedCookie(settings, clock);
  }

  @GetMapping(PagePaths.SIGN_IN)
  String form(
      @RequestParam(defaultValue = "false") boolean wrong,
      @RequestParam(defaultValue = "/") String to,
      Model model) {
    model.addAttribute("wrong", wrong);
    model.addAttribute("to", to);
    return "sign-in";
  }

  @PostMapping(PagePaths.SIGN_IN)
  ResponseEntity<Void> signIn(
      @RequestParam String token,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (failed.secondsToWait(address) > 0) {
      return seeOther(again(to), null);
    }
    ResponseCookie cookie = cookies.exchange(token.strip(), request.isSecure());
    if (cookie == null) {
      failed.failed(address);
    }
    return cookie == null
        ? seeOther(again(to), null)
        : seeOther(to != null && to.matches("/(?![/\\\\])[^\\p{Cntrl}]*") ? to : "/", cookie);
  }

  private static String again(@Nullable String to) {
    String back = to == null ? "" : "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    return PagePaths.SIGN_IN + "?wrong=true" + back;
  }

  @PostMapping(PagePaths.SIGN_IN + "/end")
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    return seeOther(PagePaths.SIGN_IN, SignedCookie.ended(request.isSecure()));
  }

  private static ResponseEntity<Void> seeOther(String path, @Nullable ResponseCookie cookie) {
    var answer = ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, path);
    return cookie == null
        ? answer.build()
        : answer.header(HttpHeaders.SET_COOKIE, cookie.toString()).build();
  }
}
