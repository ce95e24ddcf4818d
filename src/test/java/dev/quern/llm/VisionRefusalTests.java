package dev.quern.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisionRefusalTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invalid content type. image_url is only supported by certain models.",
        "stand-in is not a multimodal model",
        "At most 0 image(s) may be provided in one request.",
        "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
        "This model does not support image input",
        "unknown variant `image_url`, expected `text`",
        "this model is missing data required for image input",
        "No endpoints found: the model doesn't support images",
        "Image inputs are not supported by this model",
        "The model cannot process image content"
      })
  void knowsTheRefusalOfAllImages(String said) {
    assertThat(VisionRefusal.saysSo(said)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The image is too large: 12 MB, 5 MB is the most",
        "Could not process image",
        "You uploaded an unsupported image. Please make sure your image is valid.",
        "We do not support image format image/tiff",
        "maximum context length is 8192 tokens",
        "does not support temperature"
      })
  void leavesTheRefusalOfOneImageAlone(String said) {
    assertThat(VisionRefusal.saysSo(said)).isFalse();
  }
}
