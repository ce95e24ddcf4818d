package dev.quern.llm;

import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.request.ModelRequest;
import java.util.regex.Pattern;

/**
 * Distinguishes a server that accepts no images at all from one that refuses a single image: the
 * first failure applies to every item of a task, so the others need not be sent. There is no status
 * code for it; these are the error texts of OpenAI, vLLM, llama.cpp, LiteLLM, DeepSeek, Mistral,
 * Anthropic and Ollama.
 */
final class VisionRefusal {

  private static final Pattern REFUSES_IMAGES =
      Pattern.compile(
          "(does not|doesn't|do not|don't|cannot|can't) (support|accept|process|handle) (any )?"
              + "(image|vision|visual|multi-?modal)(?! (format|type|url|size|larger|with))"
              + "|(image|vision|multi-?modal)[ _]?(inputs?|contents?|s)? (is|are) not (supported|enabled|"
              + "available)"
              + "|not (a |an )?(multi-?modal|vision)"
              + "|image_url is only supported by"
              + "|unknown variant .?image_url"
              + "|mmproj|missing data required for image input"
              + "|at most 0 image",
          Pattern.CASE_INSENSITIVE);

  private VisionRefusal() {}

  /** Returns the failure, with a class of its own if the model accepts no images at all. */
  static ModelCallException reclassify(ModelRequest<?> modelRequest, ModelCallException failure) {
    boolean refused =
        failure.failureKind() == FailureKind.BAD_REQUEST
            || failure.failureKind() == FailureKind.SERVER_ERROR;
    if (!modelRequest.showsImage() || !refused || !saysSo(String.valueOf(failure.getMessage()))) {
      return failure;
    }
    return ModelCallException.of(
        FailureKind.UNSUPPORTED,
        "The model '"
            + modelRequest.provider().model()
            + "' of "
            + modelRequest.provider()
            + " takes no images; name a provider with a vision model. "
            + failure.getMessage(),
        failure);
  }

  static boolean saysSo(String message) {
    return REFUSES_IMAGES.matcher(message).find();
  }
}
