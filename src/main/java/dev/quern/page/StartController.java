package dev.quern.page;

import dev.quern.Paging;
import dev.quern.dataset.project.Projects;
import dev.quern.home.Home;
import dev.quern.llm.provider.Providers;
import dev.quern.task.Tasks;
import dev.quern.task.model.TaskFilter;
import dev.quern.task.model.TaskState;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first view: what to do first, and where to find things. */
@Controller
class StartController {

  private static final Paging FEW = new Paging(6, 0);

  private final Projects projects;
  private final Providers providers;
  private final Tasks tasks;
  private final Home home;

  StartController(Projects projects, Providers providers, Tasks tasks, Home home) {
    this.projects = projects;
    this.providers = providers;
    this.tasks = tasks;
    this.home = home;
  }

  @GetMapping("/")
  String start(Model model) {
    model.addAttribute("projects", projects.list(null, new Paging(1000, 0)).items());
    model.addAttribute("sample", projects.byName("sample").orElse(null));
    model.addAttribute("providers", providers.list(FEW.limit(), 0));
    model.addAttribute("inbox", home.inbox());
    model.addAttribute("outbox", home.outbox());
    model.addAttribute(
        "running",
        tasks.count(new TaskFilter(null, null, List.of(TaskState.RUNNING, TaskState.QUEUED))));
    return "start";
  }

  /** Answers without content; the page uses it to notice when the server is unreachable. */
  @GetMapping("/alive")
  ResponseEntity<Void> alive() {
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/language")
  ResponseEntity<Void> language(
      @RequestParam String tag,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request) {
    String known =
        Languages.ALL.stream()
            .map(Locale::toLanguageTag)
            .filter(tag::equals)
            .findFirst()
            .orElse(Languages.ALL.get(0).toLanguageTag());
    ResponseCookie cookie =
        ResponseCookie.from(Languages.COOKIE, known)
            .path("/")
            .maxAge(java.time.Duration.ofDays(365))
            .sameSite("Lax")
            .httpOnly(true)
            .secure(request.isSecure())
            .build();
    boolean ours = to != null && to.matches("/(?![/\\\\])[^\\p{Cntrl}]*");
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, ours ? to : "/")
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .build();
  }
}
