package dev.quern.llm;

import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.request.ModelRequest;
import java.util.regex.Pattern;

/**
 * Knows a server's refusal of images as such from its refusal of one image: the first holds for
 * every item of a task, so none of the others need be sent. There is no code for it; these are the
 * words of OpenAI, vLLM, llama.cpp, LiteLLM, DeepSeek, Mistral, Anthropic and Ollama.
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

  /** The failure; where it means that the model sees no images at all, with that as its class. */
  static ModelCallException reclassify(ModelRequest<?> ask, ModelCallException failure) {
    boolean refused =
        failure.callClass() == FailureKind.BAD_REQUEST
            || failure.callClass() == FailureKind.SERVER_ERROR;
    if (!ask.showsImage() || !refused || !saysSo(String.valueOf(failure.getMessage()))) {
      return failure;
    }
    return ModelCallException.of(
        FailureKind.UNSUPPORTED,
        "The model '"
            + ask.provider().model()
            + "' of "
            + ask.provider()
            + " takes no images; name a provider with a vision model. "
            + failure.getMessage(),
        failure);
  }

  static boolean saysSo(String message) {
    return REFUSES_IMAGES.matcher(message).find();
  }
}
